import type { Database } from 'better-sqlite3';
import type { ConversationRepository } from '../core/ports/repositories.ts';
import { preparePaths } from './message-path-statements.ts';
import { prepareMessageRemovals } from './message-removal-statements.ts';
import { conversationColumns, plainConversationColumns, toConversation, type ConversationRow } from './message-rows.ts';
import { prepareTree } from './message-tree-statements.ts';
import { preparePathCopy } from './path-copy-statements.ts';
import { createReplyStatements } from './reply-statements.ts';

/** Conversations and their message trees, in hand-written SQL. */
export function createConversationRepository(database: Database): ConversationRepository {
  return {
    ...conversationMethods(database),
    ...preparePaths(database),
    ...prepareTree(database),
    ...prepareMessageRemovals(database),
    ...createReplyStatements(database),
    copyPath: database.transaction(preparePathCopy(database)) as ConversationRepository['copyPath'],
  };
}

type ConversationMethods = Pick<
  ConversationRepository,
  'list' | 'isListed' | 'find' | 'update' | 'softDelete' | 'restore' | 'purgeDeleted'
>;

function conversationMethods(database: Database): ConversationMethods {
  const selectAll = database.prepare<[], Omit<ConversationRow, 'tags'>>(
    `SELECT ${plainConversationColumns} FROM conversations c WHERE deleted_at_ms IS NULL AND column_id IS NULL
     ORDER BY updated_at_ms DESC, id`,
  );
  // Apart: few have tags, and asking for those of each one would be a third of what a long list costs.
  const selectTags = database
    .prepare<[], [string, string]>(
      'SELECT conversation_id, json_group_array(tag ORDER BY tag) FROM conversation_tags GROUP BY conversation_id',
    )
    .raw();
  const selectListed = database
    .prepare<[string], 1>('SELECT 1 FROM conversations WHERE id = ? AND column_id IS NULL')
    .pluck();
  const selectOne = database.prepare<[string], ConversationRow>(
    `SELECT ${conversationColumns} FROM conversations c WHERE id = ? AND deleted_at_ms IS NULL`,
  );
  const update = database.prepare(`UPDATE conversations SET
    title = coalesce(@title, title), title_source = coalesce(@titleSource, title_source),
    model_id = coalesce(@modelId, model_id), is_pinned = coalesce(@isPinned, is_pinned) WHERE id = @id`);
  const setDeleted = database.prepare<[number | null, string]>(
    'UPDATE conversations SET deleted_at_ms = ? WHERE id = ?',
  );
  // A message takes those below it along, but SQLite follows only a thousand of them: first they are all let loose.
  const loosen = database.prepare<[number]>(`UPDATE messages SET parent_id = NULL
    WHERE conversation_id IN (SELECT id FROM conversations WHERE deleted_at_ms < ?)`);
  const purge = database.prepare<[number]>('DELETE FROM conversations WHERE deleted_at_ms < ?');

  return {
    list: database.transaction(() => {
      const tags = new Map(selectTags.all());
      return selectAll.all().map((row) => toConversation(Object.assign(row, { tags: tags.get(row.id) ?? '[]' })));
    }) as ConversationMethods['list'],
    isListed: (id) => selectListed.get(id) !== undefined,
    find: (id) => {
      const row = selectOne.get(id);
      return row ? toConversation(row) : null;
    },
    update: (id, patch) =>
      void update.run({
        id,
        title: patch.title ?? null,
        titleSource: patch.titleSource ?? null,
        modelId: patch.modelId ?? null,
        isPinned: patch.isPinned === undefined ? null : Number(patch.isPinned),
      }),
    softDelete: (id, deletedAtMs) => void setDeleted.run(deletedAtMs, id),
    restore: (id) => void setDeleted.run(null, id),
    purgeDeleted: database.transaction((beforeMs: number) => {
      loosen.run(beforeMs);
      purge.run(beforeMs);
    }),
  };
}
