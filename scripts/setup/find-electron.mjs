import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runProcess } from './run-process.mjs';
import { say } from './say.mjs';

const downloadLimitMs = 60_000;
const memoryMs = 24 * 3_600_000;

const binaryPaths = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** Looks for the binary as a file: `require('electron')` would start a download without a time limit. */
export function locateElectron(root, env = process.env) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH || join(root, 'node_modules/electron/dist');
  const path = join(folder, binaryPaths[process.platform] ?? 'electron');
  return existsSync(path) ? path : null;
}

/**
 * Finds Electron's binary, downloading it once when it is missing, 60 s at most. A failure is remembered for a day, so
 * that a computer without a route to the release host does not wait at every start.
 * @param options.isRetrying forgets an earlier failure.
 * @returns `{ path }` or `{ reason }`, the reason being words for one line.
 */
export async function findElectron(root, node, { isRetrying = false } = {}) {
  const path = locateElectron(root);
  if (path !== null) return { path };
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH)
    return { reason: 'ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron' };
  const failedAt = isRetrying ? null : readFailure(root);
  if (failedAt !== null) {
    const hours = Math.max(1, Math.ceil((failedAt + memoryMs - Date.now()) / 3_600_000));
    return {
      reason: `Electron could not be downloaded earlier (next try in ${hours} h, or at once with --fetch-electron)`,
    };
  }
  return download(root, node);
}

async function download(root, node) {
  const script = join(root, 'node_modules/electron/install.js');
  if (!existsSync(script)) return { reason: 'the electron package is not installed' };
  say('downloading Electron (about 110 MB, 60 s at most) …');
  const env = { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' };
  const { code, isTimedOut } = await runProcess(node, [script], {
    cwd: root,
    env,
    limitMs: downloadLimitMs,
    onOutput: () => undefined,
  });
  const path = code === 0 ? locateElectron(root) : null;
  if (path !== null) {
    rmSync(memoryFile(root), { force: true });
    return { path };
  }
  rememberFailure(root);
  return { reason: isTimedOut ? 'Electron could not be downloaded within 60 s' : 'Electron could not be downloaded' };
}

function readFailure(root) {
  try {
    const { failedAtMs } = JSON.parse(readFileSync(memoryFile(root), 'utf8'));
    const age = Date.now() - failedAtMs;
    return age >= 0 && age < memoryMs ? failedAtMs : null;
  } catch {
    return null;
  }
}

function rememberFailure(root) {
  mkdirSync(dirname(memoryFile(root)), { recursive: true });
  writeFileSync(memoryFile(root), JSON.stringify({ failedAtMs: Date.now() }));
}

function memoryFile(root) {
  return join(root, 'node_modules/.cache/counterweight/electron-failure.json');
}
