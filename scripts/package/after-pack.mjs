import { join } from 'node:path';
import { Arch } from 'electron-builder';
import { checkContents } from './check-contents.mjs';
import { flipAllFuses } from './flip-fuses.mjs';
import { placeNode } from './place-node.mjs';

/** electron-builder's hook after the app's folder is filled and before it is signed. A throw ends the packaging. */
export async function afterPack({ appOutDir, arch, electronPlatformName, packager }) {
  const target = { platform: electronPlatformName, arch: Arch[arch] };
  const isMac = target.platform === 'darwin';
  const program = packager.appInfo.productFilename;
  const resources = isMac ? join(appOutDir, `${program}.app`, 'Contents', 'Resources') : join(appOutDir, 'resources');
  const names = { darwin: `${program}.app`, win32: `${program}.exe`, linux: packager.executableName };

  const nodePath = placeNode(resources, target);
  checkContents(resources, target, nodePath);
  await flipAllFuses(join(appOutDir, names[target.platform]), target);
}
