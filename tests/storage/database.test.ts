import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseFileName, openDatabase } from '../../main/storage/database.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a second app on the same folder is refused while the first is open', async () => {
  const dataFolder = temporaryFolder();
  const database = openDatabase({ dataFolder });
  const script = `
    import { openDatabase } from ${JSON.stringify(new URL('../../main/storage/database.ts', import.meta.url).href)};
    try { openDatabase({ dataFolder: process.argv[1] }); console.log('opened'); } catch (error) { console.log(error.code); }`;
  const run = (): string =>
    execFileSync(
      process.execPath,
      [
        '--experimental-strip-types',
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
        '-e',
        script,
        dataFolder,
      ],
      {
        encoding: 'utf8',
      },
    ).trim();
  expect(run()).toBe('database-in-use');
  database.close();
  expect(run()).toBe('opened');
});

test('a file that is not a database is said to be damaged and kept as it is', async () => {
  const dataFolder = temporaryFolder();
  const bytes = randomBytes(8192);
  writeFileSync(join(dataFolder, databaseFileName), bytes);
  expect(await appErrorOf(() => openDatabase({ dataFolder }))).toBe('database-damaged');
  expect(statSync(join(dataFolder, databaseFileName)).size).toBe(8192);
});

test('a data folder that is a file, or lies under one, is said to be unwritable', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, 'not a folder');
  expect(await appErrorOf(() => openDatabase({ dataFolder: file }))).toBe('data-folder-unwritable');
  expect(await appErrorOf(() => openDatabase({ dataFolder: join(file, 'below') }))).toBe('data-folder-unwritable');
});

test.runIf(process.platform !== 'win32')('the data folder is closed to other people of this computer', () => {
  const dataFolder = join(temporaryFolder(), 'new');
  openDatabase({ dataFolder }).close();
  expect(statSync(dataFolder).mode & 0o077).toBe(0);
});
