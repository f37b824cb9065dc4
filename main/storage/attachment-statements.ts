import type { Database } from 'better-sqlite3';
import { AppError } from '../contract/errors.ts';
import type { DraftKey } from '../contract/drafts.ts';
import type { AttachmentId, MessageId } from '../contract/ids.ts';

/** It waits with a draft: what a round or a kept prompt has stays there. */
const isDrafted = `draft_key IS NOT NULL AND draft_key NOT LIKE 'round:%' AND draft_key NOT LIKE 'shelf:%'`;

/**
 * @returns what hangs attachments on a message that is new: those of a draft are taken, those of another message copied.
 * It throws AppError `not-found` for one that is not there.
 */
export function prepareAttaching(
  database: Database,
): (messageId: MessageId, ids: readonly AttachmentId[], createdAtMs: number) => void {
  const take = database.prepare(`UPDATE attachments SET message_id = @messageId, draft_key = NULL, position = @position
    WHERE id = @id AND ${isDrafted}`);
  const copy = database.prepare(`INSERT INTO attachments
    (id, message_id, position, name, size_bytes, lines, hash, created_at_ms)
    SELECT @newId, @messageId, @position, name, size_bytes, lines, hash, @createdAtMs FROM attachments WHERE id = @id`);
  return (messageId, ids, createdAtMs) => {
    for (const [position, id] of ids.entries()) {
      if (take.run({ id, messageId, position }).changes > 0) continue;
      const { changes } = copy.run({ id, messageId, position, createdAtMs, newId: crypto.randomUUID() });
      if (changes === 0) throw new AppError('not-found', { what: 'attachment' });
    }
  };
}

/** @returns what gives attachments to a key of drafts: those that wait with another draft are taken, others copied. */
export function prepareKeeping(
  database: Database,
): (key: DraftKey, ids: readonly AttachmentId[], createdAtMs: number) => void {
  const take = database.prepare(
    `UPDATE attachments SET draft_key = @key, position = @position WHERE id = @id AND ${isDrafted}`,
  );
  const copy = database.prepare(`INSERT INTO attachments
    (id, draft_key, position, name, size_bytes, lines, hash, created_at_ms)
    SELECT @newId, @key, @position, name, size_bytes, lines, hash, @createdAtMs FROM attachments WHERE id = @id`);
  return (key, ids, createdAtMs) => {
    for (const [position, id] of ids.entries()) {
      if (take.run({ id, key, position }).changes > 0) continue;
      const { changes } = copy.run({ id, key, position, createdAtMs, newId: crypto.randomUUID() });
      if (changes === 0) throw new AppError('not-found', { what: 'attachment' });
    }
  };
}
