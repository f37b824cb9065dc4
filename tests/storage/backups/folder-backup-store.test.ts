import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { BackupStore } from '../../../main/core/ports/backup-store.ts';
import { databaseFileName } from '../../../main/storage/database.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { exampleConversation, exampleMessage } from '../../support/example-conversation.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const quietly = { signal: new AbortController().signal, onProgress: () => undefined };

function openWithChats(dataFolder: string, ...ids: readonly string[]) {
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  for (const id of ids)
    storage.conversations.createWith(exampleConversation(id), [exampleMessage(`q-${id}`, null, 'user', id)]);
  return storage;
}

const chatsIn = (dataFolder: string): string[] => {
  const storage = openStorage({ dataFolder });
  const ids = storage.conversations.list().map(({ id }) => id);
  storage.close();
  return ids.toSorted();
};

const kinds = async (backups: BackupStore) => (await backups.list()).map(({ kind, holds }) => [kind, holds]);

test('a copy is whole, stands alone and says what it holds; the database goes on being written meanwhile', async () => {
  const dataFolder = temporaryFolder();
  const storage = openWithChats(dataFolder, 'one');
  storage.drafts.save({ key: 'one' as never, text: 'x'.repeat(3_000_000), replyPrefix: '', updatedAtMs: 1 });
  let written = 0;
  const making = storage.backups.make('by-hand', {
    ...quietly,
    onProgress: () => {
      written += 1;
      if (written === 3)
        storage.conversations.createWith(exampleConversation('two'), [exampleMessage('q-two', null, 'user', 'two')]);
    },
  });
  const backup = await making;
  expect([backup.kind, backup.holds, written > 3]).toEqual(['by-hand', { conversations: 2, messages: 2 }, true]);
  expect(await storage.backups.list()).toEqual([backup]);
  expect(readdirSync(storage.backups.folder)).toEqual([`${backup.id}.db`]);
  const copy = new Sqlite(join(storage.backups.folder, `${backup.id}.db`), { readonly: true });
  expect([copy.pragma('journal_mode', { simple: true }), copy.pragma('integrity_check', { simple: true })]).toEqual([
    'delete',
    'ok',
  ]);
  copy.close();
});

test('a restore brings a copy back whole, and keeps what was there as a copy that can be restored itself', async () => {
  const dataFolder = temporaryFolder();
  const storage = openWithChats(dataFolder, 'early');
  const { id } = await storage.backups.make('by-hand', quietly);
  storage.conversations.createWith(exampleConversation('late'), [exampleMessage('q', null, 'user', 'late')]);
  await storage.backups.prepareRestore(id);
  expect(storage.conversations.list()).toHaveLength(2);
  storage.close();
  expect(chatsIn(dataFolder)).toEqual(['early']);

  const again = openStorage({ dataFolder });
  const undo = (await again.backups.list()).find(({ kind }) => kind === 'before-restore');
  expect(undo?.holds).toEqual({ conversations: 2, messages: 2 });
  await again.backups.prepareRestore(undo?.id ?? '');
  again.close();
  expect(chatsIn(dataFolder)).toEqual(['early', 'late']);
});

test('a copy that is damaged, of a newer app or not ours is refused, and nothing is left lying about', async () => {
  const dataFolder = temporaryFolder();
  const storage = openWithChats(dataFolder, 'one');
  const made = await storage.backups.make('by-hand', quietly);
  const path = (name: string): string => join(storage.backups.folder, `${name}.db`);
  const named = (second: number): string => `daily-2026-01-01T00-00-0${second}-000Z`;
  writeFileSync(path(named(1)), 'no database at all');
  new Sqlite(path(named(2))).exec('CREATE TABLE a (b); PRAGMA user_version = 99').close();
  new Sqlite(path(named(3))).exec('CREATE TABLE a (b)').close();
  truncateSync(path(made.id), 40_000);
  const codes = [];
  for (const id of [named(1), named(2), named(3), made.id, 'daily-2020-01-01T00-00-00-000Z', '../counterweight'])
    codes.push(await appErrorOf(() => storage.backups.prepareRestore(id)));
  expect(codes).toEqual([
    'backup-damaged',
    'database-newer',
    'backup-damaged',
    'backup-damaged',
    'not-found',
    'not-found',
  ]);
  expect(readdirSync(dataFolder).toSorted()).toEqual(['backups', databaseFileName, `${databaseFileName}-wal`]);
  expect((await kinds(storage.backups)).filter(([, holds]) => holds !== null)).toEqual([]);
});

test('a restore that was promised happens, also when another that was asked for after it cannot', async () => {
  const dataFolder = temporaryFolder();
  const storage = openWithChats(dataFolder, 'early');
  const { id } = await storage.backups.make('by-hand', quietly);
  storage.conversations.createWith(exampleConversation('late'), [exampleMessage('q', null, 'user', 'late')]);
  const damaged = 'daily-2026-01-01T00-00-00-000Z';
  writeFileSync(join(storage.backups.folder, `${damaged}.db`), 'no database at all');
  await storage.backups.prepareRestore(id);
  expect(await appErrorOf(() => storage.backups.prepareRestore(damaged))).toBe('backup-damaged');
  storage.close();
  expect(chatsIn(dataFolder)).toEqual(['early']);
  expect(readdirSync(dataFolder).filter((name) => /restor/.test(name))).toEqual([]);
});

test('a copy under way that is ended counts for nothing and leaves nothing, nor does one of a process that died', async () => {
  const dataFolder = temporaryFolder();
  const storage = openWithChats(dataFolder, 'one');
  const abort = new AbortController();
  const making = storage.backups.make('daily', {
    signal: abort.signal,
    onProgress: () => abort.abort(new Error('ended')),
  });
  await expect(making).rejects.toThrow('ended');
  expect(readdirSync(storage.backups.folder)).toEqual([]);
  for (const suffix of ['', '-journal'])
    writeFileSync(join(storage.backups.folder, `daily-x.db.part${suffix}`), 'half');
  await storage.backups.tidy();
  expect([readdirSync(storage.backups.folder), await storage.backups.list()]).toEqual([[], []]);
});

test('of two apps the one that waits for the lock does not write into the file that a restore replaced', async () => {
  const dataFolder = temporaryFolder();
  const storage = openWithChats(dataFolder, 'early');
  const { id } = await storage.backups.make('by-hand', quietly);
  await storage.backups.prepareRestore(id);
  expect(await appErrorOf(() => openStorage({ dataFolder }))).toBe('database-in-use');
  expect(existsSync(join(dataFolder, 'restore-pending.json'))).toBe(true);
  storage.close();
  expect(chatsIn(dataFolder)).toEqual(['early']);
});
