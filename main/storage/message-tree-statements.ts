import type { Database } from 'better-sqlite3';
import { replyRecordSchema, type ReplyRecord } from '../contract/context.ts';
import type { Conversation } from '../contract/chat.ts';
import type { MessageId } from '../contract/ids.ts';
import type { MessageTree, NewMessage } from '../core/ports/message-tree.ts';
import { prepareAttaching } from './attachment-statements.ts';

type TreeMethods = Pick<
  MessageTree,
  'append' | 'createWith' | 'selectBranch' | 'reopenReply' | 'rate' | 'saveRecord' | 'findRecord'
>;

/** `position` grows with time: the newest message of all below one is the leaf that was last worked on. */
export const newestLeafBelow = `WITH RECURSIVE below (id, position) AS (
    SELECT id, position FROM messages WHERE id = ? AND deleted_at_ms IS NULL
    UNION ALL
    SELECT m.id, m.position FROM messages m JOIN below ON m.parent_id = below.id WHERE m.deleted_at_ms IS NULL
  ) SELECT id FROM below ORDER BY position DESC LIMIT 1`;

/** @returns what adds a conversation without messages. */
export function prepareConversationInsert(database: Database): (conversation: Conversation) => void {
  const insert = database.prepare(`INSERT INTO conversations
    (id, title, title_source, model_id, is_pinned, is_archived, project_id, created_at_ms, updated_at_ms)
    VALUES (@id, @title, @titleSource, @modelId, @isPinned, @isArchived, @projectId, @createdAtMs, @updatedAtMs)`);
  const insertTag = database.prepare<[string, string]>(
    'INSERT INTO conversation_tags (conversation_id, tag) VALUES (?, ?)',
  );
  return ({ tags, isPinned, isArchived, ...rest }) => {
    insert.run({ ...rest, isPinned: Number(isPinned), isArchived: Number(isArchived) });
    for (const tag of tags) insertTag.run(rest.id, tag);
  };
}

/** How trees grow, and what is noted about one message. */
export function prepareTree(database: Database): TreeMethods {
  return { ...prepareGrowth(database), ...prepareNotes(database) };
}

function prepareGrowth(database: Database): Pick<TreeMethods, 'append' | 'createWith' | 'selectBranch'> {
  const insert = database.prepare(`
    INSERT INTO messages (id, conversation_id, parent_id, role, text, reasoning, given_length, status, model_id,
      model_name, created_at_ms)
    VALUES (@id, @conversationId, @parentId, @role, @text, @reasoning, @givenLength, @status, @modelId, @modelName,
      @createdAtMs)`);
  const advance = database.prepare<[string, number, string | null, string]>(`UPDATE conversations
    SET active_leaf_id = ?, updated_at_ms = ?, model_id = coalesce(?, model_id) WHERE id = ?`);
  const setLeaf = database.prepare<[string, string]>(`UPDATE conversations SET active_leaf_id = ?
    WHERE id = (SELECT conversation_id FROM messages WHERE id = ?)`);
  const newestLeaf = database.prepare<[string], string>(newestLeafBelow).pluck();
  const dropDraft = database.prepare<[string]>('DELETE FROM drafts WHERE key = ?');
  const insertConversation = prepareConversationInsert(database);
  const attach = prepareAttaching(database);

  const insertAll = (messages: readonly NewMessage[]): void => {
    const unsaid = { modelId: null, modelName: null, reasoning: '', givenLength: 0 };
    for (const { attachmentIds = [], ...message } of messages) {
      insert.run({ ...unsaid, ...message });
      attach(message.id, attachmentIds, message.createdAtMs);
    }
  };
  const append: TreeMethods['append'] = (messages, patch) => {
    insertAll(messages);
    if (patch.sentDraft !== undefined) dropDraft.run(patch.sentDraft);
    const leaf = messages.at(-1);
    if (leaf) advance.run(leaf.id, patch.updatedAtMs, patch.modelId ?? null, patch.conversationId);
  };
  return {
    append: database.transaction(append),
    createWith: database.transaction((conversation, messages, sentDraft) => {
      insertConversation(conversation);
      const patch = { conversationId: conversation.id, updatedAtMs: conversation.updatedAtMs };
      append(messages, sentDraft === undefined ? patch : { ...patch, sentDraft });
    }) as TreeMethods['createWith'],
    selectBranch: database.transaction((id: MessageId) => {
      const leaf = newestLeaf.get(id);
      if (leaf !== undefined) setLeaf.run(leaf, id);
    }) as TreeMethods['selectBranch'],
  };
}

function prepareNotes(database: Database): Omit<TreeMethods, 'append' | 'createWith' | 'selectBranch'> {
  const reopen = database.prepare(`UPDATE messages SET status = 'streaming', stop_reason = NULL, error = NULL,
    structure = NULL, model_id = @modelId, model_name = @modelName WHERE id = @id`);
  // They would pass for the tokens of more words than they are.
  const dropTokens = database.prepare<[string]>('DELETE FROM reply_tokens WHERE reply_id = ?');
  const touch = database.prepare(`UPDATE conversations SET updated_at_ms = @atMs, model_id = @modelId
    WHERE id = (SELECT conversation_id FROM messages WHERE id = @id)`);
  const rate = database.prepare<[string | null, string]>('UPDATE messages SET rating = ? WHERE id = ?');
  const saveRecord = database.prepare<[string, number, string]>(
    'UPDATE messages SET record = ?, left_out_messages = ? WHERE id = ?',
  );
  const selectRecord = database.prepare<[string], string | null>('SELECT record FROM messages WHERE id = ?').pluck();
  return {
    reopenReply: database.transaction((id, { modelId, modelName, atMs }) => {
      reopen.run({ id, modelId, modelName });
      dropTokens.run(id);
      touch.run({ id, modelId, atMs });
    }) as TreeMethods['reopenReply'],
    rate: (id, rating) => void rate.run(rating, id),
    saveRecord: (id, record) => void saveRecord.run(JSON.stringify(record), messagesLeftOut(record), id),
    findRecord: (id) => {
      const record = selectRecord.get(id) ?? null;
      return record === null ? null : replyRecordSchema.parse(JSON.parse(record));
    },
  };
}

function messagesLeftOut({ context }: ReplyRecord): number {
  return context?.leftOut.reduce((sum, { from, to }) => sum + to - from, 0) ?? 0;
}
