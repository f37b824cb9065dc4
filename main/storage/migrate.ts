import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/errors.ts';
import { renameDurably, syncFile } from './backups/durable-files.ts';
import type { Migration } from './migration.ts';
import { initialMigration } from './migrations/0001-initial.ts';
import { downloadsMigration } from './migrations/0002-downloads.ts';
import { hubCacheMigration } from './migrations/0003-hub-cache.ts';
import { libraryMigration } from './migrations/0004-library.ts';
import { adaptersMigration } from './migrations/0005-adapters.ts';
import { runtimeMigration } from './migrations/0006-runtime.ts';
import { replyPromptsMigration } from './migrations/0007-reply-prompts.ts';
import { erasedModelsMigration } from './migrations/0008-erased-models.ts';
import { removedAdaptersMigration } from './migrations/0009-removed-adapters.ts';
import { chatMigration } from './migrations/0010-chat.ts';
import { searchMigration } from './migrations/0011-search.ts';
import { replyPiecesMigration } from './migrations/0012-reply-pieces.ts';
import { messageTreesMigration } from './migrations/0013-message-trees.ts';
import { compareMigration } from './migrations/0014-compare.ts';

/** Append-only: a shipped migration never changes. */
export const migrations: readonly Migration[] = [
  initialMigration,
  downloadsMigration,
  hubCacheMigration,
  libraryMigration,
  adaptersMigration,
  runtimeMigration,
  replyPromptsMigration,
  erasedModelsMigration,
  removedAdaptersMigration,
  chatMigration,
  searchMigration,
  replyPiecesMigration,
  messageTreesMigration,
  compareMigration,
];

const backupsKept = 5;

/** `PRAGMA user_version` of the database: the number of the last migration applied, 0 for a new file. */
export function databaseVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** @throws AppError `database-newer` when the file was written by a newer app. Only reads. */
export function refuseNewer(
  database: Database,
  options: { readonly path: string; readonly steps?: readonly Migration[] },
): void {
  const newest = (options.steps ?? migrations).at(-1)?.number ?? 0;
  const current = databaseVersion(database);
  if (current > newest) {
    throw new AppError('database-newer', { databaseVersion: current, appVersion: newest, path: options.path });
  }
}

/**
 * Brings the database to the newest version, one transaction for each migration, with a full copy in `backupFolder`
 * before the first one; null makes none.
 */
export function migrate(
  database: Database,
  options: { readonly backupFolder: string | null; readonly steps?: readonly Migration[] },
): void {
  const current = databaseVersion(database);
  const wanted = (options.steps ?? migrations).filter((step) => step.number > current);
  if (wanted.length > 0 && current > 0 && options.backupFolder !== null) backUp(database, options.backupFolder);
  for (const step of wanted) {
    database.transaction(() => {
      database.exec(step.sql);
      database.pragma(`user_version = ${step.number}`);
    })();
  }
}

/** `VACUUM INTO` writes a consistent, compact copy even while a write-ahead log exists. */
function backUp(database: Database, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const name = `version-${databaseVersion(database)}-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.db`;
  const unfinished = join(folder, `${name}.part`);
  try {
    database.prepare('VACUUM INTO ?').run(unfinished);
    syncFile(unfinished);
    renameDurably(unfinished, join(folder, name));
  } catch (error) {
    // Half a copy would take the room it ran out of, and look like a whole one.
    rmSync(unfinished, { force: true });
    throw error;
  }
  const backups = readdirSync(folder)
    .filter((file) => /^version-\d+-.*\.db$/.test(file))
    .sort((a, b) => a.slice(a.indexOf('-', 8)).localeCompare(b.slice(b.indexOf('-', 8))));
  for (const old of backups.slice(0, Math.max(0, backups.length - backupsKept)))
    rmSync(join(folder, old), { force: true });
}
