import type { Migration } from '../migration.ts';

/**
 * The index of words. It keeps no texts: the app hands it prepared words, so a message waits in `search_waiting` until it
 * has ended and somebody has time. Messages that are there already wait too. `search_rows` is what a match needs to be
 * judged without reading the message.
 */
export const searchMigration: Migration = {
  number: 11,
  name: 'search',
  sql: `
    CREATE VIRTUAL TABLE search_words USING fts5 (
      text, attachment_names, reasoning, marks,
      content = '', contentless_delete = 1, tokenize = 'ascii'
    );
    INSERT INTO search_words (search_words, rank) VALUES ('deletemerge', 5);

    CREATE TABLE search_conversations (
      number          INTEGER PRIMARY KEY AUTOINCREMENT,
      conversation_id TEXT NOT NULL UNIQUE REFERENCES conversations (id) ON DELETE CASCADE
    ) STRICT;
    CREATE TABLE search_rows (
      position            INTEGER PRIMARY KEY,
      conversation_number INTEGER NOT NULL,
      created_at_ms       INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE search_waiting (position INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE search_tidying (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;

    CREATE INDEX conversations_deleted ON conversations (deleted_at_ms) WHERE deleted_at_ms IS NOT NULL;
    INSERT INTO search_waiting (position)
      SELECT m.position FROM messages m WHERE m.status <> 'streaming' ORDER BY m.position;

    CREATE TRIGGER search_message_added AFTER INSERT ON messages WHEN NEW.status <> 'streaming'
    BEGIN
      INSERT OR IGNORE INTO search_waiting (position) VALUES (NEW.position);
    END;
    CREATE TRIGGER search_message_changed
    AFTER UPDATE OF text, reasoning, status, rating, model_id ON messages WHEN NEW.status <> 'streaming'
    BEGIN
      INSERT OR IGNORE INTO search_waiting (position) VALUES (NEW.position);
    END;
    CREATE TRIGGER search_message_hidden AFTER UPDATE OF deleted_at_ms ON messages
    WHEN (OLD.deleted_at_ms IS NULL) <> (NEW.deleted_at_ms IS NULL)
    BEGIN
      DELETE FROM search_rows WHERE position = NEW.position;
      INSERT OR IGNORE INTO search_waiting (position) VALUES (NEW.position);
    END;
    CREATE TRIGGER search_message_erased AFTER DELETE ON messages
    BEGIN
      DELETE FROM search_rows WHERE position = OLD.position;
      INSERT OR IGNORE INTO search_waiting (position) VALUES (OLD.position);
    END;
    CREATE TRIGGER search_attachment_added AFTER INSERT ON attachments WHEN NEW.message_id IS NOT NULL
    BEGIN
      INSERT OR IGNORE INTO search_waiting (position) SELECT position FROM messages WHERE id = NEW.message_id;
    END;
    CREATE TRIGGER search_attachment_moved AFTER UPDATE OF message_id ON attachments WHEN NEW.message_id IS NOT NULL
    BEGIN
      INSERT OR IGNORE INTO search_waiting (position) SELECT position FROM messages WHERE id = NEW.message_id;
    END;
    CREATE TRIGGER search_attachment_removed AFTER DELETE ON attachments WHEN OLD.message_id IS NOT NULL
    BEGIN
      INSERT OR IGNORE INTO search_waiting (position) SELECT position FROM messages WHERE id = OLD.message_id;
    END;
  `,
};
