import Sqlite, { type Database } from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';
import type { BackupHolds } from './backup-task.ts';

/** @returns what the database holds for the person: what is deleted does not count. */
export function countHoldings(database: Database): BackupHolds {
  const has = (table: string, column: string): boolean =>
    database
      .prepare<[string, string]>('SELECT 1 FROM pragma_table_info(?) WHERE name = ?')
      .pluck()
      .get(table, column) !== undefined;
  const shownMessage = has('messages', 'deleted_at_ms') ? ' AND m.deleted_at_ms IS NULL' : '';
  const shownChat = `c.deleted_at_ms IS NULL${has('conversations', 'column_id') ? ' AND c.column_id IS NULL' : ''}`;
  const count = (sql: string): number => Number(database.prepare(sql).pluck().get());
  return {
    conversations: count(`SELECT count(*) FROM conversations c WHERE ${shownChat}`),
    messages: count(`SELECT count(*) FROM messages m JOIN conversations c ON c.id = m.conversation_id
      WHERE ${shownChat}${shownMessage}`),
  };
}

/** What a copy holds; null when it cannot be read. */
export function describeCopy(path: string): BackupHolds | null {
  try {
    const database = new Sqlite(path, { readonly: true, fileMustExist: true });
    try {
      return countHoldings(database);
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}

/** Reads every page. @throws AppError `backup-damaged`. */
export function assertWhole(database: Database, name: string): void {
  const problems = database.prepare<[], string>('PRAGMA integrity_check(1)').pluck().all();
  if (problems[0] !== 'ok') throw new AppError('backup-damaged', { name });
}
