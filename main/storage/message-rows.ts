import { messageSchema, type Conversation, type Message } from '../contract/chat.ts';
import { conversationSchema } from '../contract/chat.ts';

export type ConversationRow = {
  id: string;
  title: string;
  title_source: string;
  model_id: string | null;
  is_pinned: number;
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
};

export const conversationColumns = 'id, title, title_source, model_id, is_pinned, created_at_ms, updated_at_ms';
export const messageColumns =
  'id, conversation_id, parent_id, role, text, reasoning, status, stop_reason, error, model_id, model_name, stats, created_at_ms';

export function toConversation(row: ConversationRow): Conversation {
  return conversationSchema.parse({
    id: row.id,
    title: row.title,
    titleSource: row.title_source,
    modelId: row.model_id,
    isPinned: row.is_pinned === 1,
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
  });
}

function parseJson(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}
