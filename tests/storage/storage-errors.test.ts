import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { AppError } from '../../main/contract/errors.ts';
import type { ConversationId } from '../../main/contract/ids.ts';
import { databaseFileName } from '../../main/storage/database.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { toStorageError } from '../../main/storage/storage-errors.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function codeFor(code: string): string {
  const error = toStorageError(Object.assign(new Error(code), { code }), '/data');
  return error instanceof AppError ? error.code : 'a bug';
}

test('whatever a failing disk makes SQLite say, a person gets words for it', () => {
  const codes = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_IOERR_READ', 'SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_LOCK'];
  expect(codes.map(codeFor)).toEqual(['disk-full', ...Array(4).fill('data-folder-unwritable')]);
  expect(codeFor('SQLITE_ERROR')).toBe('a bug');
});

test('a data folder whose name no disk takes is unwritable, not a bug', async () => {
  const dataFolder = join(temporaryFolder(), 'x'.repeat(300));
  expect(await appErrorOf(() => openStorage({ dataFolder }))).toBe('data-folder-unwritable');
});

test('a row that cannot be understood is damage, not the fault of whoever asked for it', async () => {
  const dataFolder = temporaryFolder();
  openStorage({ dataFolder }).close();
  const database = new Sqlite(join(dataFolder, databaseFileName));
  database.exec(`INSERT INTO conversations (id, title, title_source, active_leaf_id, created_at_ms, updated_at_ms)
      VALUES ('chat', 't', 'auto', 'q', 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, status, created_at_ms, stats)
      VALUES ('q', 'chat', 'user', 'hi', 'complete', 1, '{"replyTokens": -1}')`);
  database.close();
  const storage = openStorage({ dataFolder });
  expect(await appErrorOf(() => storage.conversations.activePath('chat' as ConversationId))).toBe('database-damaged');
  storage.close();
});

test('a call that arrives once the app has closed its data is told so, and is no bug', async () => {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  storage.close();
  expect(await appErrorOf(() => storage.conversations.list())).toBe('shutting-down');
  expect(await appErrorOf(() => storage.settings.write({ theme: 'dark' }))).toBe('shutting-down');
});
