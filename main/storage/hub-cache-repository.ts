import type { Database } from 'better-sqlite3';
import type { HubCache } from '../core/ports/hub-cache.ts';

/** Of all answers together: about a thousand pages of search results. */
const defaultMostBytes = 64 * 1024 * 1024;

/** Answers of the Hub by key. Beyond its size the oldest are forgotten. */
export function createHubCacheRepository(database: Database, mostBytes = defaultMostBytes): HubCache {
  const select = database.prepare<[string], { json: string; fetched_at_ms: number }>(
    'SELECT json, fetched_at_ms FROM hub_answers WHERE key = ?',
  );
  const upsert = database.prepare<[string, string, number, number]>(`
    INSERT INTO hub_answers (key, json, size_bytes, fetched_at_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET json = excluded.json, size_bytes = excluded.size_bytes,
      fetched_at_ms = excluded.fetched_at_ms`);
  const forgetOldest = database.prepare<[number]>(`
    DELETE FROM hub_answers WHERE key IN (
      SELECT key FROM (
        SELECT key, SUM(size_bytes) OVER (ORDER BY fetched_at_ms DESC, key) AS total FROM hub_answers
      ) WHERE total > ?
    )`);
  const removeAll = database.prepare('DELETE FROM hub_answers');

  return {
    find: (key) => {
      const row = select.get(key);
      return row === undefined ? null : { json: row.json, fetchedAtMs: row.fetched_at_ms };
    },
    save: database.transaction((key: string, json: string, fetchedAtMs: number) => {
      upsert.run(key, json, Buffer.byteLength(json), fetchedAtMs);
      forgetOldest.run(mostBytes);
    }) as HubCache['save'],
    clear: () => void removeAll.run(),
  };
}
