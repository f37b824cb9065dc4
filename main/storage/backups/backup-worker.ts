import { constants, copyFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';
import { databaseVersion, migrate, refuseNewer } from '../migrate.ts';
import { toStorageError } from '../storage-errors.ts';
import type { BackupHolds, BackupReport, BackupTask } from './backup-task.ts';
import { syncFile } from './durable-files.ts';
import { assertWhole, countHoldings, describeCopy } from './read-copy.ts';

/** Reads whole databases, which takes seconds for large ones, off the main thread. One task, then it ends. */
const task = workerData as BackupTask;
try {
  send({ type: 'done', holds: run(task) });
} catch (error) {
  const path = task.type === 'describe' ? '' : task.type === 'check' ? task.path : task.to;
  const failure = toStorageError(error, path);
  if (!(failure instanceof AppError)) throw failure;
  send({ type: 'failed', error: failure.toData() });
}

function run(order: BackupTask): readonly (BackupHolds | null)[] {
  switch (order.type) {
    case 'check':
      return [check(order.path)];
    case 'describe':
      return order.paths.map(describeCopy);
    case 'prepare':
      return [prepare(order.from, order.to)];
  }
}

function check(path: string): BackupHolds {
  const database = new Sqlite(path, { fileMustExist: true });
  try {
    // Out of write-ahead mode: the file stands alone, and can be read where nothing may be written.
    database.pragma('journal_mode = DELETE');
    assertWhole(database, basename(path));
    return countHoldings(database);
  } finally {
    database.close();
    syncFile(path);
  }
}

function prepare(from: string, to: string): BackupHolds {
  copyFileSync(from, to, constants.COPYFILE_FICLONE);
  const name = basename(from);
  const database = open(to, name);
  try {
    assertWhole(database, name);
    refuseNewer(database, { path: from });
    if (databaseVersion(database) === 0) throw new AppError('backup-damaged', { name });
    database.pragma('foreign_keys = ON');
    // The copy itself stays as it was: nothing is lost by a migration that goes wrong here.
    migrate(database, { backupFolder: null });
    return countHoldings(database);
  } finally {
    database.close();
    syncFile(to);
  }
}

function open(path: string, name: string): Sqlite.Database {
  const database = new Sqlite(path, { fileMustExist: true });
  try {
    database.pragma('journal_mode = DELETE');
    return database;
  } catch (error) {
    database.close();
    throw new AppError('backup-damaged', { name }, { cause: error });
  }
}

function send(report: BackupReport): void {
  parentPort?.postMessage(report);
}
