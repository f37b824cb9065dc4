import { messageSchema, type Conversation, type Message } from '../contract/chat.ts';
import { conversationSchema } from '../contract/chat.ts';

export type ConversationRow = {
  id: string;
  title: string;
  title_source: string;
  model_id: string | null;
  is_pinned: number;
  is_archived: number;
  project_id: string | null;
  tags: string;
  created_at_ms: number;
  updated_at_ms: number;
};

export type MessageRow = {
  id: string;
  conversation_id: string;
  parent_id: string | null;
  role: string;
  text: string;
  reasoning: string;
  status: string;
  stop_reason: string | null;
  error: string | null;
  model_id: string | null;
  model_name: string | null;
  stats: string | null;
  created_at_ms: number;
  given_length: number;
  rating: string | null;
  structure: string | null;
  left_out_messages: number;
  attachments: string;
  summary: string | null;
};

/** Of `conversations c`. */
export const plainConversationColumns = `c.id, c.title, c.title_source, c.model_id, c.is_pinned, c.is_archived,
  c.project_id, c.created_at_ms, c.updated_at_ms`;
/** Of `conversations c`, with its tags. */
export const conversationColumns = `${plainConversationColumns},
  (SELECT json_group_array(t.tag ORDER BY t.tag) FROM conversation_tags t WHERE t.conversation_id = c.id) AS tags`;
/** Of `messages m`: what stands in the message, and the pieces that a reply under way has in a table of their own. */
export function wholeText(kind: 'text' | 'reasoning'): string {
  return `CASE WHEN m.status = 'streaming' THEN m.${kind} || coalesce((SELECT group_concat(p.text, '' ORDER BY p.start)
    FROM reply_pieces p WHERE p.reply_id = m.id AND p.kind = '${kind}'), '') ELSE m.${kind} END`;
}
/** Of `messages m`. */
export const messageColumns = `m.id, m.conversation_id, m.parent_id, m.role,
  ${wholeText('text')} AS text, ${wholeText('reasoning')} AS reasoning, m.status, m.stop_reason,
  m.error, m.model_id, m.model_name, m.stats, m.created_at_ms, m.given_length, m.rating, m.structure, m.left_out_messages,
  (SELECT json_group_array(json_object('id', a.id, 'name', a.name, 'sizeBytes', a.size_bytes, 'lines', a.lines)
     ORDER BY a.position) FROM attachments a WHERE a.message_id = m.id) AS attachments,
  (SELECT json_object('id', s.id, 'messageId', s.message_id, 'text', s.text, 'modelName', s.model_name,
     'createdAtMs', s.created_at_ms) FROM summaries s WHERE s.message_id = m.id) AS summary`;

export function toConversation(row: ConversationRow): Conversation {
  return conversationSchema.parse({
    id: row.id,
    title: row.title,
    titleSource: row.title_source,
    modelId: row.model_id,
    isPinned: row.is_pinned === 1,
    isArchived: row.is_archived === 1,
    projectId: row.project_id,
    tags: row.tags === '[]' ? [] : JSON.parse(row.tags),
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  });
}

export function toMessage(row: MessageRow, siblingIds: readonly string[]): Message {
  return messageSchema.parse({
    id: row.id,
    conversationId: row.conversation_id,
    parentId: row.parent_id,
    role: row.role,
    text: row.text,
    reasoning: row.reasoning,
    status: row.status,
    stopReason: row.stop_reason,
    error: parseJson(row.error),
    modelId: row.model_id,
    modelName: row.model_name,
    stats: parseJson(row.stats),
    createdAtMs: row.created_at_ms,
    siblingIds,
    givenLength: row.given_length,
    rating: row.rating,
    attachments: parseJson(row.attachments),
    summary: parseJson(row.summary),
    leftOutMessages: row.left_out_messages,
    structure: parseJson(row.structure),
  });
}

function parseJson(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}
