import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseFileName } from '../../main/storage/database.ts';
import { startApp, startToFail } from '../support/app-process.ts';
import { onSmallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a database of a newer version: said in one line with the next step, and not a byte changes', async () => {
  const dataFolder = temporaryFolder();
  const path = join(dataFolder, databaseFileName);
  const future = new Sqlite(path);
  future.exec('CREATE TABLE from_the_future (a TEXT)');
  future.pragma('user_version = 9999');
  future.close();
  const before = readFileSync(path);
  const { code, message } = await startToFail({ dataFolder });
  expect([code, message.trim().split('\n').length]).toEqual([1, 1]);
  expect(message).toContain('newer Counterweight');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a data folder that is already in use: said in one line', async () => {
  const dataFolder = temporaryFolder();
  const app = await startApp({ dataFolder });
  const { code, message } = await startToFail({ dataFolder });
  expect([code, message]).toEqual([1, expect.stringContaining('Another Counterweight is using')]);
  expect(await app.end()).toBe(0);
});

test('a database that is not one: said in one line, and left as it is', async () => {
  const dataFolder = temporaryFolder();
  const bytes = Buffer.alloc(4096, 'not a database ');
  writeFileSync(join(dataFolder, databaseFileName), bytes);
  const { code, message } = await startToFail({ dataFolder });
  expect([code, message]).toEqual([1, expect.stringContaining('cannot be read')]);
  expect(readFileSync(join(dataFolder, databaseFileName)).equals(bytes)).toBe(true);
});

// Windows has no permission bits that a test can set this way; the storage tests cover its error codes.
test.runIf(process.platform !== 'win32')('a data folder without write permission: said in one line', async () => {
  const parent = temporaryFolder();
  const dataFolder = join(parent, 'locked');
  mkdirSync(dataFolder);
  chmodSync(parent, 0o755);
  chmodSync(dataFolder, 0o555);
  // Root may write anywhere, so root hands the start to somebody who may not.
  const isRoot = process.getuid?.() === 0;
  const { code, message } = await startToFail({ dataFolder, ...(isRoot ? { uid: 65_534 } : {}) });
  expect([code, message]).toEqual([1, expect.stringContaining('cannot be written')]);
  expect(message.trim().split('\n')).toHaveLength(1);
});

test.runIf(process.platform === 'linux')('a full disk at the start: said in one line', async () => {
  const mountPoint = temporaryFolder();
  const wrapper = onSmallDisk(mountPoint, '64k', 'head -c 60k /dev/zero > "$0/filler"');
  const { code, message } = await startToFail({ dataFolder: join(mountPoint, 'data'), wrapper });
  expect([code, message]).toEqual([1, expect.stringContaining('is full')]);
});
