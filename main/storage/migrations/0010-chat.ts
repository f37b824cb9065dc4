import type { Migration } from '../migration.ts';

/**
 * Chat: projects, tags, settings of a conversation, attachments, summaries, ratings, drafts and what replies were made
 * with. What hangs on a message goes with it; the words of attachments are kept once, whoever has them.
 */
export const chatMigration: Migration = {
  number: 10,
  name: 'chat',
  sql: `
    CREATE TABLE projects (
      id            TEXT PRIMARY KEY,
      name          TEXT NOT NULL,
      system_prompt TEXT NOT NULL DEFAULT '',
      created_at_ms INTEGER NOT NULL,
      deleted_at_ms INTEGER
    ) STRICT;

    ALTER TABLE conversations ADD COLUMN project_id TEXT REFERENCES projects (id) ON DELETE SET NULL;
    ALTER TABLE conversations ADD COLUMN is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1));
    ALTER TABLE conversations ADD COLUMN own_settings TEXT CHECK (own_settings IS NULL OR json_valid(own_settings));
    ALTER TABLE conversations ADD COLUMN imported_from TEXT;
    CREATE INDEX conversations_by_project ON conversations (project_id) WHERE project_id IS NOT NULL;
    CREATE UNIQUE INDEX conversations_by_import ON conversations (imported_from) WHERE imported_from IS NOT NULL;

    CREATE TABLE conversation_tags (
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      tag             TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (conversation_id, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX conversation_tags_by_tag ON conversation_tags (tag);

    ALTER TABLE messages ADD COLUMN given_length INTEGER NOT NULL DEFAULT 0 CHECK (given_length >= 0);
    ALTER TABLE messages ADD COLUMN rating TEXT CHECK (rating IS NULL OR rating IN ('up', 'down'));
    ALTER TABLE messages ADD COLUMN record TEXT CHECK (record IS NULL OR json_valid(record));
    ALTER TABLE messages ADD COLUMN structure TEXT CHECK (structure IS NULL OR json_valid(structure));
    ALTER TABLE messages ADD COLUMN left_out_messages INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE messages ADD COLUMN deleted_at_ms INTEGER;
    CREATE INDEX messages_deleted ON messages (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;

    CREATE TABLE removals (
      id              TEXT PRIMARY KEY,
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      undo            TEXT NOT NULL CHECK (json_valid(undo)),
      removed_at_ms   INTEGER NOT NULL
    ) STRICT;

    ALTER TABLE reply_prompts ADD COLUMN reply_start INTEGER CHECK (reply_start >= 0);

    CREATE TABLE reply_tokens (
      reply_id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
      tokens   BLOB NOT NULL
    ) STRICT;

    CREATE TABLE summaries (
      id            TEXT PRIMARY KEY,
      message_id    TEXT NOT NULL UNIQUE REFERENCES messages (id) ON DELETE CASCADE,
      text          TEXT NOT NULL,
      model_name    TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE attachment_texts (
      hash TEXT PRIMARY KEY,
      text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE attachments (
      id            TEXT PRIMARY KEY,
      message_id    TEXT REFERENCES messages (id) ON DELETE CASCADE,
      draft_key     TEXT,
      position      INTEGER NOT NULL,
      name          TEXT NOT NULL,
      size_bytes    INTEGER NOT NULL,
      lines         INTEGER NOT NULL,
      hash          TEXT NOT NULL REFERENCES attachment_texts (hash),
      created_at_ms INTEGER NOT NULL,
      CHECK ((message_id IS NULL) <> (draft_key IS NULL))
    ) STRICT;
    CREATE INDEX attachments_by_message ON attachments (message_id, position) WHERE message_id IS NOT NULL;
    CREATE INDEX attachments_by_draft ON attachments (draft_key, position) WHERE draft_key IS NOT NULL;
    CREATE INDEX attachments_by_hash ON attachments (hash);
    CREATE TRIGGER attachment_texts_unused AFTER DELETE ON attachments
    WHEN NOT EXISTS (SELECT 1 FROM attachments WHERE hash = OLD.hash)
    BEGIN
      DELETE FROM attachment_texts WHERE hash = OLD.hash;
    END;

    CREATE TABLE drafts (
      key           TEXT PRIMARY KEY,
      text          TEXT NOT NULL,
      reply_prefix  TEXT NOT NULL DEFAULT '',
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER drafts_of_erased AFTER DELETE ON conversations
    BEGIN
      DELETE FROM drafts WHERE key = OLD.id;
      DELETE FROM attachments WHERE draft_key = OLD.id;
    END;

    CREATE TABLE chat_presets (
      id            TEXT PRIMARY KEY,
      name          TEXT NOT NULL UNIQUE,
      settings      TEXT NOT NULL CHECK (json_valid(settings)),
      updated_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE system_prompts (
      id            TEXT PRIMARY KEY,
      name          TEXT NOT NULL UNIQUE,
      text          TEXT NOT NULL,
      updated_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
