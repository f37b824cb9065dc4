import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../main/contract/errors.ts';
import { parseDataFolder, prepareDataFolder } from '../../main/electron/launch-options.ts';
import { locateRunner } from '../../main/electron/runner-files.ts';
import { startupFailureWords } from '../../main/electron/startup-failure.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the data folder is taken from either spelling, and made absolute', () => {
  expect([
    parseDataFolder(['electron', '.', '--data-dir', 'a/b']),
    parseDataFolder(['app', '--data-dir=/c']),
    parseDataFolder(['app', '--data-dir']),
    parseDataFolder(['app', '--data-dir=']),
    parseDataFolder(['app']),
  ]).toEqual([resolve('a/b'), resolve('/c'), null, null, null]);
});

test('a folder that cannot be made is an expected failure', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await appErrorOf(() => prepareDataFolder(join(file, 'data')))).toBe('data-folder-unwritable');
});

test('each failure of the start has its own words, and a bug has words too', () => {
  const failures = [
    new AppError('database-newer', { databaseVersion: 7, appVersion: 3, path: '/d/c.db' }),
    new AppError('data-folder-unwritable', { path: '/d' }),
    new AppError('database-damaged', { path: '/d/c.db' }),
    new AppError('database-in-use', { path: '/d/c.db' }),
    new AppError('disk-full', { path: '/d' }),
    new Error('bug with a secret'),
  ].map(startupFailureWords);
  expect(new Set(failures.map(({ title }) => title)).size).toBe(failures.length);
  expect(failures[0]?.body).toMatch(/data version 7, this app knows 3/);
  expect(failures.slice(1, 5).every(({ body }) => body.includes('/d'))).toBe(true);
  expect(JSON.stringify(failures)).not.toMatch(/undefined|secret/);
});

test('a packaged app runs its own Node on files outside the archive; a checkout runs the one it was started with', () => {
  const place = { resourcesPath: '/r', mainFolder: '/r/app.asar/dist/main', platform: 'linux', env: {} } as const;
  expect(locateRunner({ ...place, isPackaged: true, env: { COUNTERWEIGHT_NODE: '/evil' } })).toEqual({
    nodePath: join('/r', 'node', 'node'),
    entryPath: join('/r', 'app.asar.unpacked', 'dist', 'main', 'runner.mjs'),
  });
  expect(locateRunner({ ...place, isPackaged: true, platform: 'win32' }).nodePath).toBe(join('/r', 'node', 'node.exe'));
  const checkout = { ...place, isPackaged: false, mainFolder: join('/c', 'dist', 'main') };
  expect(locateRunner({ ...checkout, env: { COUNTERWEIGHT_NODE: '/n/node' } })).toEqual({
    nodePath: '/n/node',
    entryPath: join('/c', 'dist', 'main', 'runner.mjs'),
  });
  expect(locateRunner(checkout).nodePath).toBe(join('/c', 'node_modules', '.bin', 'node'));
});
