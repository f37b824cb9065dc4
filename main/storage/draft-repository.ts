import type { Database } from 'better-sqlite3';
import { draftSchema, type Draft } from '../contract/drafts.ts';
import type { DraftRepository } from '../core/ports/draft-repository.ts';
import { isDraftShown } from './draft-places.ts';

type DraftRow = { key: string; text: string; reply_prefix: string; attachments: string; updated_at_ms: number };

const isShown = isDraftShown('k.key');

/** A draft may be attachments alone. */
const columns = `k.key, coalesce(d.text, '') AS text, coalesce(d.reply_prefix, '') AS reply_prefix,
  coalesce(d.updated_at_ms, (SELECT max(a.created_at_ms) FROM attachments a WHERE a.draft_key = k.key)) AS updated_at_ms,
  (SELECT json_group_array(json_object('id', a.id, 'name', a.name, 'sizeBytes', a.size_bytes, 'lines', a.lines)
     ORDER BY a.position) FROM attachments a WHERE a.draft_key = k.key) AS attachments`;

/** Drafts, with the attachments that wait with them. */
export function createDraftRepository(database: Database): DraftRepository {
  const keys = `SELECT key FROM drafts UNION SELECT draft_key FROM attachments WHERE draft_key IS NOT NULL`;
  const selectAll = database.prepare<[], DraftRow>(
    `SELECT ${columns} FROM (${keys}) k LEFT JOIN drafts d ON d.key = k.key WHERE ${isShown} ORDER BY k.key`,
  );
  const selectOne = database.prepare<[string], DraftRow>(
    `SELECT ${columns} FROM (${keys}) k LEFT JOIN drafts d ON d.key = k.key WHERE k.key = ?`,
  );
  const upsert = database.prepare(`INSERT INTO drafts (key, text, reply_prefix, updated_at_ms)
    SELECT @key, @text, @replyPrefix, @updatedAtMs FROM (SELECT @key AS key) k WHERE ${isShown}
    ON CONFLICT (key) DO UPDATE SET text = excluded.text, reply_prefix = excluded.reply_prefix,
      updated_at_ms = excluded.updated_at_ms`);
  const remove = database.prepare<[string]>('DELETE FROM drafts WHERE key = ?');

  return {
    all: () => selectAll.all().map(toDraft),
    find: (key) => {
      const row = selectOne.get(key);
      return row ? toDraft(row) : null;
    },
    save: (draft) => void (draft.text === '' && draft.replyPrefix === '' ? remove.run(draft.key) : upsert.run(draft)),
  };
}

function toDraft(row: DraftRow): Draft {
  return draftSchema.parse({
    key: row.key,
    text: row.text,
    replyPrefix: row.reply_prefix,
    attachments: JSON.parse(row.attachments) as unknown,
    updatedAtMs: row.updated_at_ms,
  });
}
