import type { Database } from 'better-sqlite3';
import { summarySchema } from '../contract/context.ts';
import type { SummaryRepository } from '../core/ports/summary-repository.ts';

export function createSummaryRepository(database: Database): SummaryRepository {
  const select = database.prepare<[string]>(`SELECT id, message_id AS messageId, text, model_name AS modelName,
    created_at_ms AS createdAtMs FROM summaries WHERE id = ?`);
  const save = database.prepare(`INSERT INTO summaries (id, message_id, text, model_name, created_at_ms)
    SELECT @id, @messageId, @text, @modelName, @createdAtMs FROM messages WHERE id = @messageId
    ON CONFLICT (message_id) DO UPDATE SET id = excluded.id, text = excluded.text, model_name = excluded.model_name,
      created_at_ms = excluded.created_at_ms`);
  const remove = database.prepare<[string]>('DELETE FROM summaries WHERE id = ?');
  return {
    find: (id) => {
      const row = select.get(id);
      return row === undefined ? null : summarySchema.parse(row);
    },
    save: (summary) => save.run(summary).changes > 0,
    remove: (id) => void remove.run(id),
  };
}
