import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { databaseFileName } from '../../../main/storage/database.ts';
import { migrations } from '../../../main/storage/migrate.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { streamedText } from './change.ts';
import type { FoundState } from './known-state.ts';

/** What a start after a kill finds: opens it as the app does, then looks with the engine alone. */
export function readAfterKill(dataFolder: string): {
  readonly found: FoundState;
  readonly complaints: readonly string[];
  readonly openMs: number;
} {
  const startedAt = performance.now();
  const storage = openStorage({ dataFolder });
  storage.conversations.markInterrupted();
  const openMs = performance.now() - startedAt;
  storage.close();
  const database = new Sqlite(join(dataFolder, databaseFileName), { readonly: true });
  try {
    return { found: read(database), complaints: judge(database), openMs };
  } finally {
    database.close();
  }
}

function judge(database: Sqlite.Database): readonly string[] {
  const count = (sql: string): number => Number(database.prepare(sql).pluck().get());
  const integrity = String(database.pragma('integrity_check', { simple: true }));
  const strays = database.pragma('foreign_key_check') as readonly unknown[];
  const streaming = count("SELECT count(*) FROM messages WHERE status = 'streaming'");
  const pieces = count('SELECT count(*) FROM reply_pieces');
  const version = Number(database.pragma('user_version', { simple: true }));
  const streamed = database
    .prepare<[], { id: string; text: string }>("SELECT id, text FROM messages WHERE id LIKE 'stream%'")
    .all()
    .filter(({ id, text }) => !streamedText(id, Math.ceil(text.length / id.length)).startsWith(text));
  return [
    ...(integrity === 'ok' ? [] : [`integrity: ${integrity}`]),
    ...(strays.length === 0 ? [] : [`${strays.length} references to nothing`]),
    ...(streaming === 0 ? [] : [`${streaming} replies stuck`]),
    ...(pieces === 0 ? [] : [`${pieces} pieces left over`]),
    ...(version === migrations.length ? [] : [`version ${version}`]),
    ...streamed.map(({ id }) => `the text of ${id} is out of order`),
  ];
}

function read(database: Sqlite.Database): FoundState {
  const messages = database
    .prepare<[], { id: string; text: string; gone: number }>(
      'SELECT id, text, deleted_at_ms IS NOT NULL AS gone FROM messages',
    )
    .all();
  const drafts = database.prepare<[], { key: string; text: string }>('SELECT key, text FROM drafts').all();
  return {
    messages: new Map(messages.map(({ id, text, gone }) => [id, { text, isRemoved: gone === 1 }])),
    drafts: new Map(drafts.map(({ key, text }) => [key, text])),
  };
}
