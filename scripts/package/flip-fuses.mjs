import { flipFuses, FuseV1Options as Fuse, FuseVersion } from '@electron/fuses';

/**
 * Burns the app's choices into the binary. `strictlyRequireAllFuses` makes a fuse that a newer Electron adds an error
 * here instead of a default nobody looked at.
 */
export async function flipAllFuses(program, { platform, arch }) {
  const hasAsarIntegrity = platform === 'darwin' || platform === 'win32';
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // Flipping breaks the signature that an Apple chip insists on; a real signature follows where there is an identity.
    resetAdHocDarwinSignature: platform === 'darwin' && arch === 'arm64',
    [Fuse.RunAsNode]: false,
    [Fuse.EnableCookieEncryption]: true,
    [Fuse.EnableNodeOptionsEnvironmentVariable]: false,
    [Fuse.EnableNodeCliInspectArguments]: false,
    [Fuse.EnableEmbeddedAsarIntegrityValidation]: hasAsarIntegrity,
    [Fuse.OnlyLoadAppFromAsar]: true,
    [Fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
    [Fuse.GrantFileProtocolExtraPrivileges]: false,
    [Fuse.WasmTrapHandlers]: true,
  });
}
