import type { Database } from 'better-sqlite3';
import { conversationIdSchema, projectIdSchema, type ConversationId } from '../contract/ids.ts';
import { projectSchema } from '../contract/organise.ts';
import type { ExchangeRepository } from '../core/ports/exchange-repository.ts';
import { readExchangeConversation } from './exchange-reading.ts';
import { createExchangeInsert } from './exchange-writing.ts';

type ProjectRow = { id: string; name: string; system_prompt: string; created_at_ms: number };

/** Whole conversations for exports and imports, in hand-written SQL. */
export function createExchangeRepository(database: Database): ExchangeRepository {
  const live = 'deleted_at_ms IS NULL';
  const selectIds = database.prepare<[], { id: string; title: string }>(
    `SELECT id, title FROM conversations WHERE ${live} AND column_id IS NULL ORDER BY updated_at_ms DESC, id`,
  );
  const count = database.prepare<[string, string], { all: number; active: number }>(`
    WITH RECURSIVE path (id, parent_id) AS (
      SELECT m.id, m.parent_id FROM messages m JOIN conversations c ON c.active_leaf_id = m.id WHERE c.id = ?
      UNION ALL
      SELECT m.id, m.parent_id FROM messages m JOIN path ON m.id = path.parent_id
    )
    SELECT (SELECT count(*) FROM path) AS active,
      (SELECT count(*) FROM messages WHERE conversation_id = ? AND ${live}) AS "all"`);
  const selectProjects = database.prepare<[], ProjectRow>(
    `SELECT id, name, system_prompt, created_at_ms FROM projects WHERE ${live} ORDER BY name, id`,
  );
  const selectOrigins = database
    .prepare<[], string>(
      `SELECT 'counterweight:' || id FROM conversations WHERE ${live} AND column_id IS NULL
       UNION SELECT imported_from FROM conversations WHERE imported_from IS NOT NULL AND ${live}`,
    )
    .pluck();
  const read = readExchangeConversation(database);
  const insert = createExchangeInsert(database);
  return {
    list: (among) => {
      const all = selectIds.all().map(({ id, title }) => ({ id: conversationIdSchema.parse(id), title }));
      if (among === null) return all;
      const wanted = new Set<ConversationId>(among);
      return all.filter(({ id }) => wanted.has(id));
    },
    count: (id) => count.get(id, id) ?? { all: 0, active: 0 },
    read: (id) => read(id),
    projects: () =>
      selectProjects.all().map((row) =>
        projectSchema.parse({
          id: projectIdSchema.parse(row.id),
          name: row.name,
          systemPrompt: row.system_prompt,
          createdAtMs: row.created_at_ms,
        }),
      ),
    origins: () => new Set(selectOrigins.all()),
    insert: (conversation, target) => insert.immediate(conversation, target),
  };
}
