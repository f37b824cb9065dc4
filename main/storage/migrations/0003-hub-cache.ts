import type { Migration } from '../migration.ts';

export const hubCacheMigration: Migration = {
  number: 3,
  name: 'hub-cache',
  sql: `
    CREATE TABLE hub_answers (
      key           TEXT PRIMARY KEY,
      json          TEXT NOT NULL CHECK (json_valid(json)),
      size_bytes    INTEGER NOT NULL,
      fetched_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX hub_answers_by_age ON hub_answers (fetched_at_ms, size_bytes);

    CREATE TABLE download_imports (
      download_id TEXT PRIMARY KEY REFERENCES downloads (id) ON DELETE CASCADE
    ) STRICT;

    ALTER TABLE models ADD COLUMN source TEXT CHECK (source IS NULL OR json_valid(source));
  `,
};
