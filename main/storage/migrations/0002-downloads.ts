import type { Migration } from '../migration.ts';

export const downloadsMigration: Migration = {
  number: 2,
  name: 'downloads',
  sql: `
    CREATE TABLE downloads (
      id          TEXT PRIMARY KEY,
      position    INTEGER NOT NULL,
      repo        TEXT NOT NULL,
      revision    TEXT NOT NULL,
      commit_id   TEXT,
      outcome     TEXT NOT NULL CHECK (json_valid(outcome)),
      added_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX downloads_by_position ON downloads (position);

    CREATE TABLE download_files (
      download_id TEXT NOT NULL REFERENCES downloads (id) ON DELETE CASCADE,
      number      INTEGER NOT NULL,
      path        TEXT NOT NULL,
      size_bytes  INTEGER,
      sha256      TEXT,
      placed_path TEXT,
      PRIMARY KEY (download_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX download_files_by_sha256 ON download_files (sha256);

    CREATE TABLE download_options (
      only_row            INTEGER PRIMARY KEY CHECK (only_row = 1),
      bytes_per_second    INTEGER
    ) STRICT;
  `,
};
