import type { Database } from 'better-sqlite3';
import type { DownloadImportRepository } from '../core/ports/download-import-repository.ts';

/** One row for each download that was imported; gone with the download. */
export function createDownloadImportRepository(database: Database): DownloadImportRepository {
  const select = database.prepare<[string]>('SELECT 1 FROM download_imports WHERE download_id = ?');
  // A download that was cancelled meanwhile has no row to belong to.
  const insert = database.prepare<[string]>(
    'INSERT OR IGNORE INTO download_imports (download_id) SELECT id FROM downloads WHERE id = ?',
  );
  return {
    has: (id) => select.get(id) !== undefined,
    add: (id) => void insert.run(id),
  };
}
