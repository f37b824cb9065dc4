import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';
import { systemCode, toStorageError } from '../storage-errors.ts';
import { partSuffix } from './backup-names.ts';
import { renameDurably, syncFile, syncFolder } from './durable-files.ts';
import { PendingRestore } from './pending-restore.ts';

/**
 * Puts a restored copy in the database's place, before it is opened. Each step may be the last before the power goes:
 * the next start takes up where this one stopped (docs/adr/0022).
 * @throws AppError `database-in-use`, `data-folder-unwritable`, `disk-full`.
 */
export function finishRestore(databasePath: string): void {
  const folder = dirname(databasePath);
  const pending = new PendingRestore(folder);
  const note = pending.note();
  // Without the copy the swap is done already, and only the note was left.
  if (note === null || !existsSync(pending.readyPath)) return;
  if (existsSync(databasePath)) {
    const copy = join(folder, 'backups', `${note.presentBecomes}.db`);
    mkdirSync(dirname(copy), { recursive: true });
    settle(databasePath, copy);
    keep(databasePath, copy);
  }
  try {
    renameDurably(pending.readyPath, databasePath);
  } catch (error) {
    // Another app that was started at the same moment has done it.
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** Brings everything into the one file. The log of a database that cannot be read goes along with it. */
function settle(path: string, copy: string): void {
  const log = `${path}-wal`;
  if (!isReadable(path)) return existsSync(log) ? renameSync(log, `${copy}-wal`) : undefined;
  if (existsSync(log)) throw new AppError('database-in-use', { path: dirname(path) }, { isRetryable: true });
}

/** @throws AppError `database-in-use`: this is no moment to swap. */
function isReadable(path: string): boolean {
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(path, { timeout: 2_000 });
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    return true;
  } catch (error) {
    const failure = toStorageError(error, dirname(path));
    if (failure instanceof AppError && failure.code === 'database-damaged') return false;
    throw failure;
  } finally {
    database?.close();
  }
}

/** A second name for the same file: nothing is copied, and the first one never goes missing. */
function keep(path: string, copy: string): void {
  try {
    linkSync(path, copy);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    // Some file systems have no second names.
    copyFileSync(path, `${copy}${partSuffix}`);
    syncFile(`${copy}${partSuffix}`);
    renameSync(`${copy}${partSuffix}`, copy);
  }
  syncFolder(dirname(copy));
}
