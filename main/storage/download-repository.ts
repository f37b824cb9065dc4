import type { Database } from 'better-sqlite3';
import { downloadOutcomeSchema } from '../contract/downloads.ts';
import { downloadIdSchema } from '../contract/ids.ts';
import type { DownloadRecord, DownloadRepository } from '../core/ports/download-repository.ts';

type DownloadRow = {
  id: string;
  repo: string;
  revision: string;
  commit_id: string | null;
  outcome: string;
  added_at_ms: number;
};
type FileRow = {
  download_id: string;
  path: string;
  size_bytes: number | null;
  sha256: string | null;
  placed_path: string | null;
};

/** Downloads with their files, in the person's order. */
export function createDownloadRepository(database: Database): DownloadRepository {
  const selectAll = database.prepare<[], DownloadRow>(
    'SELECT id, repo, revision, commit_id, outcome, added_at_ms FROM downloads ORDER BY position, added_at_ms, id',
  );
  const selectFiles = database.prepare<[], FileRow>(
    'SELECT download_id, path, size_bytes, sha256, placed_path FROM download_files ORDER BY download_id, number',
  );
  const upsert = database.prepare(`
    INSERT INTO downloads (id, position, repo, revision, commit_id, outcome, added_at_ms)
    VALUES (@id, (SELECT coalesce(max(position), 0) + 1 FROM downloads), @repo, @revision, @commit_id, @outcome, @added_at_ms)
    ON CONFLICT (id) DO UPDATE SET commit_id = excluded.commit_id, outcome = excluded.outcome`);
  const upsertFile = database.prepare(`
    INSERT INTO download_files (download_id, number, path, size_bytes, sha256, placed_path)
    VALUES (@download_id, @number, @path, @size_bytes, @sha256, @placed_path)
    ON CONFLICT (download_id, number) DO UPDATE SET size_bytes = excluded.size_bytes, sha256 = excluded.sha256,
      placed_path = excluded.placed_path`);
  const remove = database.prepare<[string]>('DELETE FROM downloads WHERE id = ?');
  const place = database.prepare<[number, string]>('UPDATE downloads SET position = ? WHERE id = ?');
  const selectLimit = database.prepare<[], { bytes_per_second: number | null }>(
    'SELECT bytes_per_second FROM download_options',
  );
  const upsertLimit = database.prepare<[number | null]>(`
    INSERT INTO download_options (only_row, bytes_per_second) VALUES (1, ?)
    ON CONFLICT (only_row) DO UPDATE SET bytes_per_second = excluded.bytes_per_second`);

  const save = (record: DownloadRecord): void => {
    upsert.run({
      id: record.id,
      repo: record.repo,
      revision: record.revision,
      commit_id: record.commit,
      outcome: JSON.stringify(record.outcome),
      added_at_ms: record.addedAtMs,
    });
    for (const [number, file] of record.files.entries()) {
      upsertFile.run({
        download_id: record.id,
        number,
        path: file.path,
        size_bytes: file.sizeBytes,
        sha256: file.sha256,
        placed_path: file.placedPath,
      });
    }
  };

  return {
    list: () => {
      const files = Map.groupBy(selectFiles.all(), (row) => row.download_id);
      return selectAll.all().map((row) => toRecord(row, files.get(row.id) ?? []));
    },
    save: database.transaction(save),
    remove: (id) => void remove.run(id),
    reorder: database.transaction((ids: readonly string[]) => {
      for (const [index, id] of ids.entries()) place.run(index + 1, id);
    }),
    bandwidthLimit: () => selectLimit.get()?.bytes_per_second ?? null,
    saveBandwidthLimit: (bytesPerSecond) => void upsertLimit.run(bytesPerSecond),
  };
}

function toRecord(row: DownloadRow, files: readonly FileRow[]): DownloadRecord {
  return {
    id: downloadIdSchema.parse(row.id),
    repo: row.repo,
    revision: row.revision,
    commit: row.commit_id,
    files: files.map((file) => ({
      path: file.path,
      sizeBytes: file.size_bytes,
      sha256: file.sha256,
      placedPath: file.placed_path,
    })),
    outcome: downloadOutcomeSchema.parse(JSON.parse(row.outcome)),
    addedAtMs: row.added_at_ms,
  };
}
