import type { Migration } from '../migration.ts';

export const initialMigration: Migration = {
  number: 1,
  name: 'initial',
  sql: `
    CREATE TABLE models (
      id              TEXT PRIMARY KEY,
      path            TEXT NOT NULL UNIQUE,
      size_bytes      INTEGER NOT NULL,
      modified_at_ms  REAL NOT NULL,
      facts           TEXT NOT NULL CHECK (json_valid(facts)),
      stamps          TEXT NOT NULL CHECK (json_valid(stamps)),
      added_at_ms     INTEGER NOT NULL,
      last_used_at_ms INTEGER
    ) STRICT;

    CREATE TABLE verdicts (
      fingerprint  TEXT PRIMARY KEY,
      stamps       TEXT NOT NULL CHECK (json_valid(stamps)),
      error        TEXT CHECK (error IS NULL OR json_valid(error)),
      judged_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE conversations (
      id             TEXT PRIMARY KEY,
      title          TEXT NOT NULL,
      title_source   TEXT NOT NULL CHECK (title_source IN ('auto', 'person')),
      model_id       TEXT,
      is_pinned      INTEGER NOT NULL DEFAULT 0 CHECK (is_pinned IN (0, 1)),
      active_leaf_id TEXT,
      created_at_ms  INTEGER NOT NULL,
      updated_at_ms  INTEGER NOT NULL,
      deleted_at_ms  INTEGER
    ) STRICT;
    CREATE INDEX conversations_by_update ON conversations (updated_at_ms DESC) WHERE deleted_at_ms IS NULL;

    CREATE TABLE messages (
      position        INTEGER PRIMARY KEY AUTOINCREMENT,
      id              TEXT NOT NULL UNIQUE,
      conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      parent_id       TEXT REFERENCES messages (id) ON DELETE CASCADE,
      role            TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
      text            TEXT NOT NULL,
      reasoning       TEXT NOT NULL DEFAULT '',
      status          TEXT NOT NULL CHECK (status IN ('streaming', 'complete', 'stopped', 'interrupted', 'failed')),
      stop_reason     TEXT,
      error           TEXT CHECK (error IS NULL OR json_valid(error)),
      model_id        TEXT,
      model_name      TEXT,
      stats           TEXT CHECK (stats IS NULL OR json_valid(stats)),
      created_at_ms   INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX messages_by_conversation ON messages (conversation_id, position);
    CREATE INDEX messages_by_parent ON messages (parent_id);
    CREATE INDEX messages_streaming ON messages (id) WHERE status = 'streaming';

    CREATE TABLE settings (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT;
  `,
};
