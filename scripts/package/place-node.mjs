import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Copies the Node that this build runs on beside the app, to run models with: the RunAsNode fuse is off, so Electron's
 * own binary cannot. @returns the copy's path.
 */
export function placeNode(resources, { platform, arch }) {
  if (platform !== process.platform || arch !== process.arch) {
    throw new Error(`package on ${platform}-${arch} itself: the app ships the Node that the build runs on`);
  }
  const source = realpathSync(process.execPath);
  const folder = join(resources, 'node');
  const target = join(folder, platform === 'win32' ? 'node.exe' : 'node');
  mkdirSync(folder, { recursive: true });
  copyFileSync(source, target);
  chmodSync(target, 0o755);
  const licence = [join(dirname(source), 'LICENSE'), join(dirname(dirname(source)), 'LICENSE')].find((path) =>
    existsSync(path),
  );
  if (licence) copyFileSync(licence, join(folder, 'LICENSE'));
  // A distribution's Node may need libraries of that distribution: it must run from here, alone.
  const version = execFileSync(target, ['--version'], { encoding: 'utf8', env: bareEnvironment(), cwd: folder }).trim();
  if (version !== process.version) throw new Error(`the shipped Node says it is ${version}, not ${process.version}`);
  return target;
}

/** Nothing of the build machine's environment; Windows cannot start a process without this one. */
export function bareEnvironment() {
  return process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {};
}
