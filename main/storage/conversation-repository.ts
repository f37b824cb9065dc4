import type { Database } from 'better-sqlite3';
import type { Message } from '../contract/chat.ts';
import type { ConversationId, MessageId } from '../contract/ids.ts';
import type { ConversationRepository, NewMessage } from '../core/ports/repositories.ts';
import {
  conversationColumns,
  messageColumns,
  toConversation,
  toMessage,
  type ConversationRow,
  type MessageRow,
} from './message-rows.ts';
import { createReplyStatements } from './reply-statements.ts';

/** Conversations and their message trees, in hand-written SQL. */
export function createConversationRepository(database: Database): ConversationRepository {
  return { ...conversationMethods(database), ...treeMethods(database), ...createReplyStatements(database) };
}

type ConversationMethods = Pick<
  ConversationRepository,
  'list' | 'find' | 'update' | 'softDelete' | 'restore' | 'purgeDeleted'
>;

function conversationMethods(database: Database): ConversationMethods {
  const selectAll = database.prepare<[], ConversationRow>(
    `SELECT ${conversationColumns} FROM conversations c WHERE deleted_at_ms IS NULL ORDER BY updated_at_ms DESC, id`,
  );
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
    list: () => selectAll.all().map(toConversation),
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

type TreeMethods = Pick<
  ConversationRepository,
  'findMessage' | 'activePath' | 'append' | 'createWith' | 'selectBranch'
>;

function treeMethods(database: Database): TreeMethods {
  const selectMessage = database.prepare<[string], MessageRow>(`SELECT ${messageColumns} FROM messages m WHERE id = ?`);
  const selectSiblings = database
    .prepare<[string, string, string | null], string>(
      'SELECT id FROM messages WHERE conversation_id = ? AND role = ? AND parent_id IS ? ORDER BY position',
    )
    .pluck();
  const selectPath = database.prepare<[string], MessageRow>(`
    WITH RECURSIVE path (id, parent_id, depth) AS (
      SELECT m.id, m.parent_id, 0 FROM messages m JOIN conversations c ON c.active_leaf_id = m.id WHERE c.id = ?
      UNION ALL
      SELECT m.id, m.parent_id, path.depth + 1 FROM messages m JOIN path ON m.id = path.parent_id
    )
    SELECT ${messageColumns} FROM path JOIN messages m ON m.id = path.id ORDER BY path.depth DESC`);
  const selectShape = database.prepare<[string], Pick<MessageRow, 'id' | 'parent_id' | 'role'>>(
    'SELECT id, parent_id, role FROM messages WHERE conversation_id = ? ORDER BY position',
  );
  const insert = database.prepare(`
    INSERT INTO messages (id, conversation_id, parent_id, role, text, status, model_id, model_name, created_at_ms)
    VALUES (@id, @conversationId, @parentId, @role, @text, @status, @modelId, @modelName, @createdAtMs)`);
  const advance = database.prepare<[string, number, string | null, string]>(`UPDATE conversations
    SET active_leaf_id = ?, updated_at_ms = ?, model_id = coalesce(?, model_id) WHERE id = ?`);
  const setLeaf = database.prepare<[string, string]>('UPDATE conversations SET active_leaf_id = ? WHERE id = ?');
  // `position` grows with time: the newest descendant of all is the leaf that was last worked on.
  const newestLeaf = database
    .prepare<[string], string>(
      `WITH RECURSIVE below (id, position) AS (
         SELECT id, position FROM messages WHERE id = ?
         UNION ALL
         SELECT m.id, m.position FROM messages m JOIN below ON m.parent_id = below.id
       ) SELECT id FROM below ORDER BY position DESC LIMIT 1`,
    )
    .pluck();
  const insertConversation = database.prepare(`INSERT INTO conversations
    (id, title, title_source, model_id, is_pinned, is_archived, project_id, created_at_ms, updated_at_ms)
    VALUES (@id, @title, @titleSource, @modelId, @isPinned, @isArchived, @projectId, @createdAtMs, @updatedAtMs)`);

  const insertTag = database.prepare<[string, string]>(
    'INSERT INTO conversation_tags (conversation_id, tag) VALUES (?, ?)',
  );

  const insertAll = (messages: readonly NewMessage[]): void => {
    for (const message of messages) insert.run({ modelId: null, modelName: null, ...message });
  };
  const dropDraft = database.prepare<[string]>('DELETE FROM drafts WHERE key = ?');
  const append: TreeMethods['append'] = (messages, patch) => {
    insertAll(messages);
    if (patch.sentDraft !== undefined) dropDraft.run(patch.sentDraft);
    const leaf = messages.at(-1);
    if (leaf) advance.run(leaf.id, patch.updatedAtMs, patch.modelId ?? null, patch.conversationId);
  };

  return {
    findMessage: (id) => {
      const row = selectMessage.get(id);
      return row ? toMessage(row, selectSiblings.all(row.conversation_id, row.role, row.parent_id)) : null;
    },
    activePath: (id: ConversationId): Message[] => {
      const siblings = Map.groupBy(selectShape.all(id), (row) => `${row.role} ${row.parent_id ?? ''}`);
      return selectPath.all(id).map((row) =>
        toMessage(
          row,
          (siblings.get(`${row.role} ${row.parent_id ?? ''}`) ?? []).map((other) => other.id),
        ),
      );
    },
    append: database.transaction(append),
    createWith: database.transaction((conversation, messages, sentDraft) => {
      const { tags, isPinned, isArchived, ...rest } = conversation;
      insertConversation.run({ ...rest, isPinned: Number(isPinned), isArchived: Number(isArchived) });
      for (const tag of tags) insertTag.run(conversation.id, tag);
      const patch = { conversationId: conversation.id, updatedAtMs: conversation.updatedAtMs };
      append(messages, sentDraft === undefined ? patch : { ...patch, sentDraft });
    }) as TreeMethods['createWith'],
    selectBranch: database.transaction((id: MessageId) => {
      const message = selectMessage.get(id);
      const leaf = newestLeaf.get(id);
      if (message && leaf !== undefined) setLeaf.run(leaf, message.conversation_id);
    }) as TreeMethods['selectBranch'],
  };
}
