import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { AppError } from '../contract/errors.ts';
import { finishRestore } from './backups/finish-restore.ts';
import { PendingRestore } from './backups/pending-restore.ts';
import { migrate, refuseNewer } from './migrate.ts';
import type { Migration } from './migration.ts';
import { toStorageError } from './storage-errors.ts';

export const databaseFileName = 'counterweight.db';

export type OpenOptions = {
  readonly dataFolder: string;
  /** For tests of migrations: other steps than the shipped ones. */
  readonly steps?: readonly Migration[];
  /** Upper bound of the file in pages of 4,096 bytes: what a full disk feels like to SQLite. */
  readonly maxPageCount?: number;
};

/**
 * Opens (or makes) the database: write-ahead log, full durability, foreign keys, overwritten deletions, and an exclusive
 * lock held until close, so that a second app on the same folder is refused instead of fighting over runners and text.
 * @throws AppError `data-folder-unwritable`, `disk-full`, `database-newer`, `database-damaged`, `database-in-use`.
 */
export function openDatabase(options: OpenOptions): Database {
  const path = join(options.dataFolder, databaseFileName);
  let database: Database | undefined;
  try {
    prepareFolder(options.dataFolder);
    database = openLocked(path, options.steps);
    new PendingRestore(options.dataFolder).clear();
    const backupFolder = join(options.dataFolder, 'backups');
    migrate(database, { backupFolder, ...(options.steps ? { steps: options.steps } : {}) });
    if (options.maxPageCount !== undefined) database.pragma(`max_page_count = ${options.maxPageCount}`);
    return database;
  } catch (error) {
    database?.close();
    throw toStorageError(error, options.dataFolder);
  }
}

/** A restore may put another file under the name between opening and locking: then it is that one's turn. */
function openLocked(path: string, steps: readonly Migration[] | undefined): Database {
  for (let attempt = 1; ; attempt += 1) {
    finishRestore(path);
    const before = fileNumber(path);
    const database = new Sqlite(path, { timeout: 2_000 });
    try {
      prepareConnection(database, path, steps);
      if (before === null || before === fileNumber(path)) return database;
      if (attempt === 3) throw new AppError('database-in-use', { path }, { isRetryable: true });
      database.close();
    } catch (error) {
      database.close();
      throw error;
    }
  }
}

function prepareConnection(database: Database, path: string, steps: readonly Migration[] | undefined): void {
  database.pragma('locking_mode = EXCLUSIVE');
  // Before anything writes: a newer app's file must not change by a byte, not even its journal mode.
  refuseNewer(database, { path, ...(steps ? { steps } : {}) });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.pragma('trusted_schema = OFF');
  // An exclusive lock is taken by the first write, not by the pragma.
  database.exec('BEGIN IMMEDIATE; COMMIT');
}

/** Tells a file from another of the same name; null when there is none. */
function fileNumber(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function prepareFolder(folder: string): void {
  // The folder holds private words: only this person may look inside.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!statSync(folder).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
}
