import type { Database } from 'better-sqlite3';
import { attachmentSchema, type Attachment } from '../contract/attachments.ts';
import { draftKeySchema } from '../contract/drafts.ts';
import type { AttachmentRepository, NewAttachment } from '../core/ports/attachment-repository.ts';
import { isPlaceThere } from './draft-places.ts';

/** Attachments of drafts; how they go with messages is the messages' own matter. */
export function createAttachmentRepository(database: Database): AttachmentRepository {
  const keepText = database.prepare(
    'INSERT INTO attachment_texts (hash, text) VALUES (@hash, @text) ON CONFLICT DO NOTHING',
  );
  const insert = database.prepare(`
    INSERT INTO attachments (id, draft_key, position, name, size_bytes, lines, hash, created_at_ms)
    SELECT @id, @draftKey, coalesce(max(position) + 1, 0), @name, @sizeBytes, @lines, @hash, @createdAtMs
    FROM attachments WHERE draft_key = @draftKey`);
  const selectDraft = database.prepare<[string]>(
    'SELECT id, name, size_bytes AS sizeBytes, lines FROM attachments WHERE draft_key = ? ORDER BY position',
  );
  const selectOne = database.prepare<[string], { name: string; text: string }>(
    'SELECT a.name, t.text FROM attachments a JOIN attachment_texts t ON t.hash = a.hash WHERE a.id = ?',
  );
  const remove = database
    .prepare<[string], string>(
      `DELETE FROM attachments WHERE id = ? AND draft_key NOT LIKE 'round:%' RETURNING draft_key`,
    )
    .pluck();
  const removeStranded = database.prepare(
    `DELETE FROM attachments WHERE draft_key IS NOT NULL AND NOT ${isPlaceThere('draft_key')}`,
  );

  return {
    add: database.transaction((attachment: NewAttachment) => {
      keepText.run(attachment);
      insert.run(attachment);
    }),
    ofDraft: (key) => selectDraft.all(key).map((row): Attachment => attachmentSchema.parse(row)),
    find: (id) => selectOne.get(id) ?? null,
    removeFromDraft: (id) => {
      const key = remove.get(id);
      return key === undefined ? null : draftKeySchema.parse(key);
    },
    removeStranded: () => void removeStranded.run(),
  };
}
