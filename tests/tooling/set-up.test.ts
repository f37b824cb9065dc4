import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from '../../scripts/setup/find-chromium.mjs';
import { findElectron } from '../../scripts/setup/find-electron.mjs';
import { findNode, isNewEnough } from '../../scripts/setup/find-node.mjs';
import { installDependencies } from '../../scripts/setup/install-dependencies.mjs';
import { runProcess } from '../../scripts/setup/run-process.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

// What the set-up says of failures on purpose would look like failures of the test run.
beforeEach(() => void vi.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const lock = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
};

function write(folder: string, path: string, content: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

/** A project whose npm writes down that it was called, says something and ends. */
function projectWithNpm(says: string, exitCode: number): string {
  const folder = temporaryFolder();
  write(folder, 'package-lock.json', lock);
  const script = `require('fs').appendFileSync(__dirname + '/calls', process.argv[2] + '\\n'); console.error(${JSON.stringify(says)}); process.exit(${exitCode});`;
  write(folder, 'npm/npm-cli.js', script);
  vi.stubEnv('npm_execpath', join(folder, 'npm/npm-cli.js'));
  return folder;
}

const calls = (folder: string): string =>
  existsSync(join(folder, 'npm/calls')) ? readFileSync(join(folder, 'npm/calls'), 'utf8') : '';

test('a fresh clone installs once, and the next start does not', async () => {
  const folder = projectWithNpm('added', 0);
  await installDependencies(folder);
  await installDependencies(folder);
  expect(calls(folder)).toBe('ci\n');
});

test('a node_modules that somebody else installed is taken as it is; a package of another platform may be absent', async () => {
  const folder = projectWithNpm('', 0);
  write(folder, 'node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0' } } });
  await installDependencies(folder);
  expect(calls(folder)).toBe('');
});

test.each([
  ['another version', { 'node_modules/a': { version: '0.9.0' } }],
  ['a needed package missing', { 'node_modules/b': { version: '2.0.0' } }],
])('after a pull that changed the lock file: %s is installed anew', async (_, packages) => {
  const folder = projectWithNpm('', 0);
  write(folder, 'node_modules/.package-lock.json', { packages });
  await installDependencies(folder);
  expect(calls(folder)).toBe('ci\n');
});

test.each([
  ['npm error code ENOTFOUND', /registry cannot be reached/],
  ['npm error ENOSPC: no space left on device', /disk is full/],
  ['npm error EACCES: permission denied', /cannot be written/],
  ['npm error something new', /npm could not install/],
])('a failed installation is one line with a next step, and is tried again: %s', async (says, message) => {
  const folder = projectWithNpm(says, 1);
  await expect(installDependencies(folder)).rejects.toThrow(message);
  await expect(installDependencies(folder)).rejects.toThrow(/^[^\n]+$/);
  expect(calls(folder)).toBe('ci\nci\n');
});

test('Node 22.12 is the first that will do', () => {
  expect(['20.20.2', '22.11.0', 'v22.12.0', '24.0.0'].map(isNewEnough)).toEqual([false, false, true, true]);
  expect(findNode('/nowhere')).toBe(process.execPath);
});

test('a failed download of Electron is not waited for at every start, unless asked', async () => {
  const folder = temporaryFolder();
  const count = join(folder, 'count');
  write(
    folder,
    'node_modules/electron/install.js',
    `require('fs').appendFileSync(${JSON.stringify(count)}, 'x'); process.exit(1);`,
  );
  const reasons = [await findElectron(folder, process.execPath), await findElectron(folder, process.execPath)];
  expect(reasons).toEqual([
    { reason: 'Electron could not be downloaded' },
    { reason: expect.stringContaining('earlier') },
  ]);
  expect(readFileSync(count, 'utf8')).toBe('x');
  await findElectron(folder, process.execPath, { isRetrying: true });
  expect(readFileSync(count, 'utf8')).toBe('xx');
});

test('an Electron that somebody put in place is found as a file, without running anything', async () => {
  const folder = temporaryFolder();
  const name =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron';
  write(folder, name, '');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  expect(await findElectron('/nowhere', process.execPath)).toEqual({ path: join(folder, name) });
});

test('a command that hangs is ended in time with everything it started', async () => {
  const folder = temporaryFolder();
  const beat = join(folder, 'beat');
  const grandchild = `setInterval(() => require('fs').writeFileSync(${JSON.stringify(beat)}, String(Date.now())), 50)`;
  const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}]); setInterval(() => {}, 1000)`;
  const result = await runProcess(process.execPath, ['-e', script], { limitMs: 2_000 });
  expect(result.isTimedOut).toBe(true);
  const last = readFileSync(beat, 'utf8');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(readFileSync(beat, 'utf8')).toBe(last);
});

test('a browser that was named but is not there is an error, not another browser and not a skip', async () => {
  vi.stubEnv('CHROMIUM_PATH', join(temporaryFolder(), 'chromium'));
  await expect(findChromium('/nowhere', process.execPath)).rejects.toThrow(/CHROMIUM_PATH names .* does not exist/);
});
