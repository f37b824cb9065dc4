import type { Migration } from '../migration.ts';

/**
 * The words of a reply under way that are not in its message yet: a commit costs what is new, however long the reply is.
 * `start` is where a piece begins in the whole text, UTF-16 units. A draft of an edit goes with its message.
 */
export const replyPiecesMigration: Migration = {
  number: 12,
  name: 'reply-pieces',
  sql: `
    CREATE TABLE reply_pieces (
      reply_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
      kind     TEXT NOT NULL CHECK (kind IN ('text', 'reasoning')),
      start    INTEGER NOT NULL CHECK (start >= 0),
      text     TEXT NOT NULL,
      PRIMARY KEY (reply_id, kind, start)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER drafts_of_erased_message AFTER DELETE ON messages
    BEGIN
      DELETE FROM drafts WHERE key = 'edit:' || OLD.id;
      DELETE FROM attachments WHERE draft_key = 'edit:' || OLD.id;
    END;
  `,
};
