import type { Database } from 'better-sqlite3';
import type { Message } from '../contract/chat.ts';
import { summarySchema } from '../contract/context.ts';
import type { ConversationId, MessageId } from '../contract/ids.ts';
import type { MessageTree } from '../core/ports/message-tree.ts';
import { messageColumns, toMessage, wholeText, type MessageRow } from './message-rows.ts';

type PathMethods = Pick<
  MessageTree,
  'findMessage' | 'activeLeaf' | 'pathIds' | 'findMessages' | 'activePath' | 'pathTo'
>;
type SaidRow = { id: MessageId; role: 'user' | 'assistant'; text: string; reasoning: string; summary: string | null };
type FileRow = { message_id: string; name: string; text: string };

/** The path from a message (the first parameter) up to the first one, as `path (id, depth)`. */
export const pathAbove = `WITH RECURSIVE path (id, parent_id, depth) AS (
    SELECT id, parent_id, 0 FROM messages WHERE id = ?
    UNION ALL
    SELECT m.id, m.parent_id, path.depth + 1 FROM path JOIN messages m ON m.id = path.parent_id
  )`;

/** Reads paths. Nothing that is removed stands on one. */
export function preparePaths(database: Database): PathMethods {
  const selectLeaf = database
    .prepare<[string], MessageId | null>('SELECT active_leaf_id FROM conversations WHERE id = ?')
    .pluck();
  const selectIds = database
    .prepare<[string], MessageId>(`${pathAbove} SELECT id FROM path ORDER BY depth DESC`)
    .pluck();
  const selectSaid = database.prepare<[string], SaidRow>(`${pathAbove}
    SELECT m.id, m.role, ${wholeText('text')} AS text, ${wholeText('reasoning')} AS reasoning,
      (SELECT json_object('id', s.id, 'messageId', s.message_id, 'text', s.text, 'modelName', s.model_name,
         'createdAtMs', s.created_at_ms) FROM summaries s WHERE s.message_id = m.id) AS summary
    FROM path JOIN messages m ON m.id = path.id ORDER BY path.depth DESC`);
  const selectFiles = database.prepare<[string], FileRow>(`SELECT a.message_id, a.name, t.text
    FROM json_each(?) p JOIN attachments a ON a.message_id = p.value JOIN attachment_texts t ON t.hash = a.hash
    ORDER BY p.key, a.position`);

  const findMessage = prepareFindMessage(database);
  const findMessages = (ids: readonly MessageId[]): Message[] =>
    ids.flatMap((id) => {
      const message = findMessage(id);
      return message ? [message] : [];
    });
  const activeLeaf = (id: ConversationId): MessageId | null => selectLeaf.get(id) ?? null;
  const pathIds = (id: ConversationId): MessageId[] => {
    const leaf = activeLeaf(id);
    return leaf === null ? [] : selectIds.all(leaf);
  };

  return {
    findMessage,
    activeLeaf,
    pathIds,
    findMessages,
    activePath: (id) => findMessages(pathIds(id)),
    pathTo: (id) => {
      const rows = selectSaid.all(id);
      const files = Map.groupBy(selectFiles.all(JSON.stringify(rows.map((row) => row.id))), (file) => file.message_id);
      return rows.map(({ summary, id: messageId, ...said }, place) => ({
        ...said,
        place,
        messageId,
        attachments: (files.get(messageId) ?? []).map(({ name, text }) => ({ name, text })),
        summary: summary === null ? null : summarySchema.parse(JSON.parse(summary)),
      }));
    },
  };
}

function prepareFindMessage(database: Database): (id: MessageId) => Message | null {
  const selectMessage = database.prepare<[string], MessageRow>(
    `SELECT ${messageColumns} FROM messages m WHERE id = ? AND deleted_at_ms IS NULL`,
  );
  const selectChildren = database
    .prepare<[string], string>(
      'SELECT id FROM messages WHERE parent_id = ? AND deleted_at_ms IS NULL ORDER BY position',
    )
    .pluck();
  const selectFirst = database
    .prepare<[string], string>(
      `SELECT id FROM messages WHERE conversation_id = ? AND parent_id IS NULL AND deleted_at_ms IS NULL
       ORDER BY position`,
    )
    .pluck();
  return (id) => {
    const row = selectMessage.get(id);
    if (!row) return null;
    const siblings = row.parent_id === null ? selectFirst.all(row.conversation_id) : selectChildren.all(row.parent_id);
    return toMessage(row, siblings);
  };
}
