import type { Database } from 'better-sqlite3';
import { shelfFilesKey } from '../contract/drafts.ts';
import { AppError } from '../contract/errors.ts';
import { shelfPromptSchema, type ShelfPrompt } from '../contract/prompt-shelf.ts';
import type { NewShelfPrompt, ShelfRepository } from '../core/ports/shelf-repository.ts';

type Row = Omit<ShelfPrompt, 'tags' | 'attachments'> & { readonly tags: string; readonly attachments: string };

const columns = `s.id, s.title, s.text, s.tags, s.uses, s.last_used_at_ms AS lastUsedAtMs,
  s.created_at_ms AS createdAtMs, s.updated_at_ms AS updatedAtMs,
  (SELECT json_group_array(json_object('id', a.id, 'name', a.name, 'sizeBytes', a.size_bytes, 'lines', a.lines)
     ORDER BY a.position) FROM attachments a WHERE a.draft_key = 'shelf:' || s.id) AS attachments`;

/** Kept prompts, in hand-written SQL; their files wait under a draft key of their own. */
export function createShelfRepository(database: Database): ShelfRepository {
  const selectAll = database.prepare<[], Row>(`SELECT ${columns} FROM shelf_prompts s WHERE s.deleted_at_ms IS NULL
    ORDER BY max(coalesce(s.last_used_at_ms, 0), s.updated_at_ms) DESC, s.id`);
  const selectOne = database.prepare<[string], Row>(
    `SELECT ${columns} FROM shelf_prompts s WHERE s.id = ? AND s.deleted_at_ms IS NULL`,
  );
  const upsert = database.prepare(`INSERT INTO shelf_prompts (id, title, text, tags, created_at_ms, updated_at_ms)
    VALUES (@id, @title, @text, @tags, @createdAtMs, @updatedAtMs)
    ON CONFLICT (id) DO UPDATE SET
      title = excluded.title, text = excluded.text, tags = excluded.tags, updated_at_ms = excluded.updated_at_ms`);
  const use = database.prepare<[number, string]>(
    'UPDATE shelf_prompts SET uses = uses + 1, last_used_at_ms = ? WHERE id = ?',
  );
  const setDeleted = database.prepare<[number | null, string]>(
    'UPDATE shelf_prompts SET deleted_at_ms = ? WHERE id = ?',
  );
  const purgeFiles = database.prepare<[number]>(`DELETE FROM attachments WHERE draft_key IN
    (SELECT 'shelf:' || id FROM shelf_prompts WHERE deleted_at_ms < ?)`);
  const purge = database.prepare<[number]>('DELETE FROM shelf_prompts WHERE deleted_at_ms < ?');
  const placeFiles = preparePlacing(database);

  return {
    list: () => selectAll.all().map(toPrompt),
    find: (id) => {
      const row = selectOne.get(id);
      return row ? toPrompt(row) : null;
    },
    save: database.transaction((prompts: readonly NewShelfPrompt[]) => {
      for (const { attachmentIds, tags, ...prompt } of prompts) {
        upsert.run({ ...prompt, tags: JSON.stringify(tags) });
        placeFiles(shelfFilesKey(prompt.id), attachmentIds);
      }
    }),
    noteUse: (id, atMs) => void use.run(atMs, id),
    copyFiles: prepareCopying(database),
    softDelete: (id, deletedAtMs) => void setDeleted.run(deletedAtMs, id),
    restore: (id) => void setDeleted.run(null, id),
    purgeDeleted: database.transaction((beforeMs: number) => {
      purgeFiles.run(beforeMs);
      purge.run(beforeMs);
    }),
  };
}

/** @returns what makes these files, in this order, the ones of a prompt. */
function preparePlacing(database: Database): (key: string, ids: readonly string[]) => void {
  const take = database.prepare(`UPDATE attachments SET draft_key = @key, position = @position
    WHERE id = @id AND draft_key IN (@key, '${shelfFilesKey(null)}')`);
  const eraseOthers = database.prepare(
    'DELETE FROM attachments WHERE draft_key = ? AND id NOT IN (SELECT value FROM json_each(?))',
  );
  return (key, ids) => {
    for (const [position, id] of ids.entries()) {
      if (take.run({ id, key, position }).changes === 0) throw new AppError('not-found', { what: 'attachment' });
    }
    eraseOthers.run(key, JSON.stringify(ids));
  };
}

function prepareCopying(database: Database): ShelfRepository['copyFiles'] {
  const files = database
    .prepare<[string], string>('SELECT id FROM attachments WHERE draft_key = ? ORDER BY position')
    .pluck();
  const copy = database.prepare(`INSERT INTO attachments
    (id, draft_key, position, name, size_bytes, lines, hash, created_at_ms)
    SELECT @newId, @key, (SELECT coalesce(max(position) + 1, 0) FROM attachments WHERE draft_key = @key),
      name, size_bytes, lines, hash, @atMs FROM attachments WHERE id = @id`);
  return database.transaction((id: ShelfPrompt['id'], key: string, atMs: number) => {
    for (const file of files.all(shelfFilesKey(id))) copy.run({ id: file, key, atMs, newId: crypto.randomUUID() });
  }) as ShelfRepository['copyFiles'];
}

function toPrompt(row: Row): ShelfPrompt {
  const tags = JSON.parse(row.tags) as unknown;
  return shelfPromptSchema.parse({ ...row, tags, attachments: JSON.parse(row.attachments) as unknown });
}
