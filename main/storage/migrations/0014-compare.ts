import type { Migration } from '../migration.ts';

/**
 * Comparisons: contestants, columns, rounds, answers and what they took; votes, which stand by themselves; kept prompts.
 * A column's words are a conversation that no list of chats shows.
 */
export const compareMigration: Migration = {
  number: 14,
  name: 'compare',
  sql: `
    CREATE TABLE contestants (
      id            TEXT PRIMARY KEY,
      key           TEXT NOT NULL UNIQUE,
      own_name      TEXT,
      setup         TEXT NOT NULL CHECK (json_valid(setup)),
      model_id      TEXT NOT NULL,
      model_name    TEXT NOT NULL,
      quantization  TEXT NOT NULL,
      differences   TEXT NOT NULL CHECK (json_valid(differences)),
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE comparisons (
      id                 TEXT PRIMARY KEY,
      title              TEXT NOT NULL,
      title_source       TEXT NOT NULL CHECK (title_source IN ('auto', 'person')),
      mode               TEXT NOT NULL CHECK (mode IN ('open', 'blind')),
      timing             TEXT NOT NULL CHECK (timing IN ('quick', 'fair')),
      reveals_after_vote INTEGER NOT NULL DEFAULT 1 CHECK (reveals_after_vote IN (0, 1)),
      source_title       TEXT,
      source_messages    INTEGER NOT NULL DEFAULT 0,
      created_at_ms      INTEGER NOT NULL,
      updated_at_ms      INTEGER NOT NULL,
      deleted_at_ms      INTEGER
    ) STRICT;
    CREATE INDEX comparisons_by_update ON comparisons (updated_at_ms DESC) WHERE deleted_at_ms IS NULL;

    CREATE TABLE comparison_columns (
      id            TEXT PRIMARY KEY,
      comparison_id TEXT NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
      position      INTEGER NOT NULL,
      contestant_id TEXT NOT NULL REFERENCES contestants (id),
      removed_at_ms INTEGER
    ) STRICT;
    CREATE INDEX columns_by_comparison ON comparison_columns (comparison_id, position);
    CREATE INDEX columns_by_contestant ON comparison_columns (contestant_id);

    ALTER TABLE conversations ADD COLUMN column_id TEXT REFERENCES comparison_columns (id) ON DELETE CASCADE;
    CREATE UNIQUE INDEX conversations_by_column ON conversations (column_id) WHERE column_id IS NOT NULL;

    CREATE TABLE rounds (
      id             TEXT PRIMARY KEY,
      comparison_id  TEXT NOT NULL REFERENCES comparisons (id) ON DELETE CASCADE,
      place          INTEGER NOT NULL,
      text           TEXT NOT NULL,
      tags           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
      seed           INTEGER NOT NULL,
      is_blind       INTEGER NOT NULL CHECK (is_blind IN (0, 1)),
      revealed_at_ms INTEGER,
      created_at_ms  INTEGER NOT NULL,
      UNIQUE (comparison_id, place)
    ) STRICT;

    CREATE TABLE answers (
      id         TEXT PRIMARY KEY,
      round_id   TEXT NOT NULL REFERENCES rounds (id) ON DELETE CASCADE,
      column_id  TEXT NOT NULL REFERENCES comparison_columns (id) ON DELETE CASCADE,
      place      INTEGER NOT NULL,
      message_id TEXT REFERENCES messages (id) ON DELETE SET NULL,
      UNIQUE (round_id, column_id)
    ) STRICT;
    CREATE INDEX answers_by_message ON answers (message_id) WHERE message_id IS NOT NULL;
    CREATE INDEX answers_by_column ON answers (column_id);

    CREATE TRIGGER drafts_of_erased_comparisons AFTER DELETE ON comparisons
    BEGIN
      DELETE FROM drafts WHERE key = 'compare:' || OLD.id;
      DELETE FROM attachments WHERE draft_key = 'compare:' || OLD.id;
    END;
    CREATE TRIGGER attachments_of_erased_rounds AFTER DELETE ON rounds
    BEGIN
      DELETE FROM attachments WHERE draft_key = 'round:' || OLD.id;
    END;

    CREATE TABLE answer_figures (
      message_id TEXT PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,
      figures    TEXT NOT NULL CHECK (json_valid(figures))
    ) STRICT;

    CREATE TABLE votes (
      id            TEXT PRIMARY KEY,
      round_id      TEXT REFERENCES rounds (id) ON DELETE SET NULL,
      origin        TEXT NOT NULL CHECK (origin IN ('here', 'imported')),
      prompt        TEXT NOT NULL,
      outcome       TEXT NOT NULL CHECK (outcome IN ('best', 'tie', 'all-bad')),
      is_blind      INTEGER NOT NULL CHECK (is_blind IN (0, 1)),
      tags          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
      note          TEXT NOT NULL DEFAULT '',
      created_at_ms INTEGER NOT NULL,
      undone_at_ms  INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX votes_by_round ON votes (round_id) WHERE round_id IS NOT NULL AND undone_at_ms IS NULL;
    CREATE INDEX votes_by_time ON votes (created_at_ms DESC) WHERE undone_at_ms IS NULL;

    CREATE TABLE vote_entries (
      vote_id         TEXT NOT NULL REFERENCES votes (id) ON DELETE CASCADE,
      place           INTEGER NOT NULL,
      answer_id       TEXT,
      contestant_id   TEXT NOT NULL REFERENCES contestants (id),
      name            TEXT NOT NULL,
      is_best         INTEGER NOT NULL CHECK (is_best IN (0, 1)),
      text            TEXT NOT NULL,
      turns           TEXT NOT NULL CHECK (json_valid(turns)),
      text_statistics TEXT NOT NULL CHECK (json_valid(text_statistics)),
      marks           TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(marks)),
      PRIMARY KEY (vote_id, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX vote_entries_by_contestant ON vote_entries (contestant_id);

    CREATE TABLE shelf_prompts (
      id              TEXT PRIMARY KEY,
      title           TEXT NOT NULL,
      text            TEXT NOT NULL,
      tags            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
      uses            INTEGER NOT NULL DEFAULT 0,
      last_used_at_ms INTEGER,
      created_at_ms   INTEGER NOT NULL,
      updated_at_ms   INTEGER NOT NULL,
      deleted_at_ms   INTEGER
    ) STRICT;

    CREATE TABLE price_table (
      id    INTEGER PRIMARY KEY CHECK (id = 1),
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT;
    CREATE TABLE criteria (
      position INTEGER PRIMARY KEY,
      name     TEXT NOT NULL UNIQUE
    ) STRICT;
  `,
};
