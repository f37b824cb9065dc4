import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseFileName, openDatabase } from '../../main/storage/database.ts';
import { migrations } from '../../main/storage/migrate.ts';
import type { Migration } from '../../main/storage/migration.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { onSmallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const first: Migration = { number: 1, name: 'first', sql: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' };
const second: Migration = { number: 2, name: 'second', sql: 'ALTER TABLE notes ADD COLUMN stars INTEGER' };
const broken: Migration = { number: 2, name: 'broken', sql: 'CREATE TABLE half (a TEXT) STRICT; DROP TABLE missing' };

test('numbers are 1, 2, 3 …: a gap or a repeat would skip a migration on somebody’s computer', () => {
  expect(migrations.map((step) => step.number)).toEqual(migrations.map((_, index) => index + 1));
});

test('every shipped table is STRICT', () => {
  const database = openDatabase({ dataFolder: temporaryFolder() });
  const tables = database
    .prepare<[], { name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  database.close();
  expect(tables.length).toBeGreaterThan(0);
  expect(tables.filter((table) => table.strict === 0)).toEqual([]);
});

test('a full copy of the older data is there before a migration touches it', () => {
  const dataFolder = temporaryFolder();
  const old = openDatabase({ dataFolder, steps: [first] });
  old.exec("INSERT INTO notes VALUES ('kept')");
  old.close();

  openDatabase({ dataFolder, steps: [first, second] }).close();

  const backups = readdirSync(join(dataFolder, 'backups'));
  expect(backups).toHaveLength(1);
  const copy = new Sqlite(join(dataFolder, 'backups', backups[0] ?? ''), { readonly: true });
  expect(copy.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept' }]);
  copy.close();
});

test('several migrations at once make one copy, of what was there before the first', () => {
  const dataFolder = temporaryFolder();
  openDatabase({ dataFolder, steps: [first] }).close();
  const third: Migration = { number: 3, name: 'third', sql: 'CREATE TABLE others (a TEXT) STRICT' };
  openDatabase({ dataFolder, steps: [first, second, third] }).close();
  expect(readdirSync(join(dataFolder, 'backups')).map((name) => name.split('-').slice(0, 2))).toEqual([
    ['version', '1'],
  ]);
});

// Only Linux gives a test a disk of its own.
test.runIf(process.platform === 'linux')(
  'a backup that does not fit on the disk leaves no half of itself behind',
  () => {
    const mountPoint = temporaryFolder();
    const script = `
    import { readdirSync } from 'node:fs';
    import { openDatabase } from ${JSON.stringify(new URL('../../main/storage/database.ts', import.meta.url).href)};
    const dataFolder = process.argv[1];
    const [first, second] = ${JSON.stringify([first, second])};
    const old = openDatabase({ dataFolder, steps: [first] });
    for (let count = 0; count < 6; count += 1) {
      old.prepare('INSERT INTO notes VALUES (?)').run('x'.repeat(500_000));
      old.pragma('wal_checkpoint(TRUNCATE)');
    }
    old.close();
    try { openDatabase({ dataFolder, steps: [first, second] }); } catch (error) { console.log(error.code); }
    console.log(readdirSync(dataFolder + '/backups').length);`;
    const node = [process.execPath, '--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
    const [command = '', ...args] = [...onSmallDisk(mountPoint, '5m'), ...node, '--input-type=module', '-e', script];
    const said = execFileSync(command, [...args, `${mountPoint}/data`], { encoding: 'utf8' });
    expect(said.trim().split('\n')).toEqual(['disk-full', '0']);
  },
);

test('no more than five backups pile up', () => {
  const dataFolder = temporaryFolder();
  const steps = [first];
  for (let number = 2; number <= 9; number += 1) {
    steps.push({ number, name: `step ${number}`, sql: `CREATE TABLE t${number} (a TEXT) STRICT` });
    openDatabase({ dataFolder, steps: [...steps] }).close();
  }
  const versions = readdirSync(join(dataFolder, 'backups')).map((name) => Number(name.split('-')[1]));
  expect(versions.sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8]);
});

test('a migration that fails half-way leaves nothing of itself', () => {
  const dataFolder = temporaryFolder();
  openDatabase({ dataFolder, steps: [first] }).close();
  expect(() => openDatabase({ dataFolder, steps: [first, broken] })).toThrow();
  const after = openDatabase({ dataFolder, steps: [first] });
  expect(after.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all()).toEqual([]);
  after.close();
});

test('a database of a newer version is refused and not touched', async () => {
  const dataFolder = temporaryFolder();
  openDatabase({ dataFolder, steps: [first, second] }).close();
  expect(await appErrorOf(() => openDatabase({ dataFolder, steps: [first] }))).toBe('database-newer');
  const database = new Sqlite(join(dataFolder, databaseFileName));
  expect(database.pragma('user_version', { simple: true })).toBe(2);
  database.close();
});
