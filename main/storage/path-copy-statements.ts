import type { Database } from 'better-sqlite3';
import type { Conversation } from '../contract/chat.ts';
import type { MessageId } from '../contract/ids.ts';
import { pathAbove } from './message-path-statements.ts';
import { prepareConversationInsert } from './message-tree-statements.ts';

/** Each message of the path with the id of its copy and of the copy it hangs on. */
type Copied = { readonly from: string; readonly to: string; readonly parentTo: string | null };

const pairs = `WITH pairs (place, source, target, parent) AS (
  SELECT key, value ->> 'from', value ->> 'to', value ->> 'parentTo' FROM json_each(@pairs))`;
const copiedColumns = `role, text, reasoning, status, stop_reason, error, model_id, model_name, stats, created_at_ms,
  given_length, rating, record, structure, left_out_messages`;

/** @returns what adds a conversation whose only path is a copy of the one to a message, with all that hangs on it. */
export function preparePathCopy(database: Database): (to: MessageId, conversation: Conversation) => void {
  const selectIds = database.prepare<[string], string>(`${pathAbove} SELECT id FROM path ORDER BY depth DESC`).pluck();
  const insertConversation = prepareConversationInsert(database);
  const copySettings = database.prepare<[string, string]>(`UPDATE conversations SET own_settings =
    (SELECT own_settings FROM conversations WHERE id = (SELECT conversation_id FROM messages WHERE id = ?)) WHERE id = ?`);
  const setLeaf = database.prepare<[string, string]>('UPDATE conversations SET active_leaf_id = ? WHERE id = ?');
  const copies = [
    `INSERT INTO messages (id, conversation_id, parent_id, ${copiedColumns})
     SELECT target, @conversationId, parent, ${copiedColumns} FROM pairs JOIN messages ON id = source ORDER BY place`,
    `INSERT INTO attachments (id, message_id, position, name, size_bytes, lines, hash, created_at_ms)
     SELECT lower(hex(randomblob(16))), target, position, name, size_bytes, lines, hash, created_at_ms
     FROM pairs JOIN attachments ON message_id = source`,
    `INSERT INTO summaries (id, message_id, text, model_name, created_at_ms)
     SELECT lower(hex(randomblob(16))), target, text, model_name, created_at_ms
     FROM pairs JOIN summaries ON message_id = source`,
    `INSERT INTO reply_tokens (reply_id, tokens) SELECT target, tokens FROM pairs JOIN reply_tokens ON reply_id = source`,
    // What a prompt builds on is further up the same path.
    `INSERT INTO reply_prompts
       (reply_id, base_id, kept_start, kept_end, text, literals, token_count, template, reply_start)
     SELECT pairs.target, base.target, kept_start, kept_end, text, literals, token_count, template, reply_start
     FROM pairs JOIN reply_prompts p ON p.reply_id = pairs.source LEFT JOIN pairs base ON base.source = p.base_id`,
  ].map((sql) => database.prepare(`${pairs} ${sql}`));
  return (to, conversation) => {
    insertConversation(conversation);
    copySettings.run(to, conversation.id);
    const copied = copiesOf(selectIds.all(to));
    const parameters = { pairs: JSON.stringify(copied), conversationId: conversation.id };
    for (const copy of copies) copy.run(parameters);
    setLeaf.run(copied.at(-1)?.to ?? '', conversation.id);
  };
}

function copiesOf(ids: readonly string[]): Copied[] {
  const targets = ids.map(() => crypto.randomUUID());
  return ids.map((from, place) => ({ from, to: targets[place] ?? '', parentTo: targets[place - 1] ?? null }));
}
