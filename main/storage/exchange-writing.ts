import { createHash, randomUUID } from 'node:crypto';
import type { Database, Transaction } from 'better-sqlite3';
import type { ExchangeConversation, ExchangeMessage } from '../contract/exchange-file.ts';
import type { ImportTarget } from '../core/ports/exchange-repository.ts';

type Insert = (conversation: ExchangeConversation, target: ImportTarget) => void;

/** @returns a transaction that adds a whole conversation: after a kill it is there with every word, or not at all. */
export function createExchangeInsert(database: Database): Transaction<Insert> {
  const projectFor = createProjectFor(database);
  const insertMessage = createMessageInsert(database);
  // What was deleted may be wanted again; what it was deleted from stays restorable, as something that began here.
  const giveUpOrigin = database.prepare<[string]>(
    'UPDATE conversations SET imported_from = NULL WHERE imported_from = ? AND deleted_at_ms IS NOT NULL',
  );
  const insertConversation = database.prepare(`INSERT INTO conversations
    (id, title, title_source, model_id, is_pinned, is_archived, project_id, own_settings, imported_from,
     created_at_ms, updated_at_ms)
    VALUES (@id, @title, @titleSource, @modelId, @isPinned, @isArchived, @projectId, @ownSettings, @importedFrom,
     @createdAtMs, @updatedAtMs)`);
  const insertTag = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO conversation_tags (conversation_id, tag) VALUES (?, ?)',
  );
  const setLeaf = database.prepare<[string | null, string]>('UPDATE conversations SET active_leaf_id = ? WHERE id = ?');

  return database.transaction((conversation: ExchangeConversation, target: ImportTarget) => {
    const { id, importedFrom, ownSettings, isPinned, isArchived, tags, messages, activeLeafId, ...plain } =
      conversation;
    if (importedFrom !== null) giveUpOrigin.run(importedFrom);
    insertConversation.run({
      ...plain,
      id,
      importedFrom,
      projectId: projectFor(target),
      ownSettings: ownSettings === null ? null : JSON.stringify(ownSettings),
      isPinned: Number(isPinned),
      isArchived: Number(isArchived),
    });
    for (const tag of tags) insertTag.run(id, tag);
    for (const message of messages) insertMessage(id, message);
    setLeaf.run(activeLeafId, id);
  });
}

function createProjectFor(database: Database): (target: ImportTarget) => string | null {
  const byName = database
    .prepare<[string], string>(
      'SELECT id FROM projects WHERE name = ? AND deleted_at_ms IS NULL ORDER BY created_at_ms',
    )
    .pluck();
  const byId = database
    .prepare<[string], string>('SELECT id FROM projects WHERE id = ? AND deleted_at_ms IS NULL')
    .pluck();
  const insert = database.prepare('INSERT INTO projects (id, name, system_prompt, created_at_ms) VALUES (?, ?, ?, ?)');
  return (target) => {
    // A project that was deleted meanwhile takes nothing in.
    if (target.kind === 'project') return byId.get(target.id) ?? null;
    if (target.kind === 'none') return null;
    const { name, systemPrompt, createdAtMs } = target.project;
    const known = byName.get(name);
    if (known !== undefined) return known;
    const id = randomUUID();
    insert.run(id, name, systemPrompt, createdAtMs);
    return id;
  };
}

function createMessageInsert(database: Database): (conversationId: string, message: ExchangeMessage) => void {
  const insert = database.prepare(`INSERT INTO messages
    (id, conversation_id, parent_id, role, text, reasoning, status, stop_reason, error, model_id, model_name, stats,
     created_at_ms, given_length, rating, record, structure, left_out_messages)
    VALUES (@id, @conversationId, @parentId, @role, @text, @reasoning, @status, @stopReason, @error, @modelId, @modelName,
     @stats, @createdAtMs, @givenLength, @rating, @record, @structure, @leftOutMessages)`);
  const insertText = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO attachment_texts (hash, text) VALUES (?, ?)',
  );
  const insertAttachment = database.prepare(`INSERT INTO attachments
    (id, message_id, position, name, size_bytes, lines, hash, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertSummary = database.prepare(
    'INSERT INTO summaries (id, message_id, text, model_name, created_at_ms) VALUES (?, ?, ?, ?, ?)',
  );
  return (conversationId, { attachments, summary, ...message }) => {
    const { error, stats, record, structure } = message;
    const jsons = { error, stats, record, structure };
    const texts = Object.entries(jsons).map(
      ([key, value]) => [key, value === null ? null : JSON.stringify(value)] as const,
    );
    insert.run({ ...message, ...Object.fromEntries(texts), conversationId });
    for (const [position, { name, sizeBytes, lines, text }] of attachments.entries()) {
      const hash = createHash('sha256').update(text).digest('hex');
      insertText.run(hash, text);
      insertAttachment.run(randomUUID(), message.id, position, name, sizeBytes, lines, hash, message.createdAtMs);
    }
    if (summary !== null) {
      insertSummary.run(summary.id, message.id, summary.text, summary.modelName, summary.createdAtMs);
    }
  };
}
