import type { Database } from 'better-sqlite3';
import type { ExchangeConversation, ExchangeMessage } from '../contract/exchange-file.ts';
import type { ConversationId } from '../contract/ids.ts';
import {
  conversationColumns,
  messageColumns,
  toConversation,
  toMessage,
  type ConversationRow,
  type MessageRow,
} from './message-rows.ts';
import { readableOwn } from './readable-chat-settings.ts';

type WholeRow = ConversationRow & {
  active_leaf_id: string | null;
  own_settings: string | null;
  imported_from: string | null;
};
type WholeMessageRow = MessageRow & { record: string | null };
type AttachmentRow = { message_id: string; name: string; size_bytes: number; lines: number; text: string };

/** @returns a function that reads a conversation with everything that hangs on its messages. */
export function readExchangeConversation(database: Database): (id: ConversationId) => ExchangeConversation | null {
  const selectConversation = database.prepare<[string], WholeRow>(
    `SELECT ${conversationColumns}, c.active_leaf_id, c.own_settings, c.imported_from
     FROM conversations c WHERE c.id = ? AND c.deleted_at_ms IS NULL`,
  );
  const selectMessages = database.prepare<[string], WholeMessageRow>(
    `SELECT ${messageColumns}, m.record FROM messages m
     WHERE m.conversation_id = ? AND m.deleted_at_ms IS NULL ORDER BY m.position`,
  );
  const selectAttachments = database.prepare<[string], AttachmentRow>(
    `SELECT a.message_id, a.name, a.size_bytes, a.lines, t.text
     FROM messages m JOIN attachments a ON a.message_id = m.id JOIN attachment_texts t ON t.hash = a.hash
     WHERE m.conversation_id = ? ORDER BY a.position`,
  );
  return database.transaction((id: ConversationId) => {
    const row = selectConversation.get(id);
    if (row === undefined) return null;
    const { isPinned, isArchived, ...conversation } = toConversation(row);
    const attachments = Map.groupBy(selectAttachments.all(id), ({ message_id }) => message_id);
    const messages = parentsFirst(selectMessages.all(id)).map((message) =>
      toExchangeMessage(message, attachments.get(message.id) ?? []),
    );
    return {
      ...conversation,
      isPinned,
      isArchived,
      importedFrom: row.imported_from,
      ownSettings: row.own_settings === null ? null : readableOwn(row.own_settings).value,
      activeLeafId: messages.find((message) => message.id === row.active_leaf_id)?.id ?? null,
      messages,
    };
  });
}

/** What hangs on something that is not there any more is not there either. */
function parentsFirst(rows: readonly WholeMessageRow[]): readonly WholeMessageRow[] {
  const children = Map.groupBy(rows, (row) => row.parent_id ?? '');
  const reached = new Set<string>();
  const open = [''];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const child of children.get(id) ?? []) {
      reached.add(child.id);
      open.push(child.id);
    }
  }
  const kept = rows.filter(({ id }) => reached.has(id));
  const places = new Map(kept.map(({ id }, place) => [id, place]));
  const isInOrder = kept.every((row, place) => (places.get(row.parent_id ?? '') ?? -1) < place);
  return isInOrder ? kept : byDepth(kept);
}

/** An undone removal may have put a message below a younger one: by depth parents always come first. */
function byDepth(rows: readonly WholeMessageRow[]): readonly WholeMessageRow[] {
  const children = Map.groupBy(rows, (row) => row.parent_id ?? '');
  const ordered: WholeMessageRow[] = [];
  for (let level = children.get('') ?? []; level.length > 0;) {
    ordered.push(...level);
    level = level.flatMap(({ id }) => children.get(id) ?? []);
  }
  return ordered;
}

function toExchangeMessage(row: WholeMessageRow, files: readonly AttachmentRow[]): ExchangeMessage {
  const {
    siblingIds: _siblings,
    conversationId: _conversation,
    status,
    stopReason,
    summary,
    ...message
  } = toMessage(row, []);
  // A reply that is under way will have ended, for whoever reads the file.
  const isLive = status === 'streaming';
  return {
    ...message,
    status: isLive ? 'interrupted' : status,
    stopReason: isLive ? 'interrupted' : stopReason,
    record: row.record === null ? null : (JSON.parse(row.record) as ExchangeMessage['record']),
    attachments: files.map(({ name, size_bytes: sizeBytes, lines, text }) => ({ name, sizeBytes, lines, text })),
    summary:
      summary === null
        ? null
        : { id: summary.id, text: summary.text, modelName: summary.modelName, createdAtMs: summary.createdAtMs },
  };
}
