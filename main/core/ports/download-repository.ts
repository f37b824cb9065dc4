import type { DownloadFile, DownloadOutcome } from '../../contract/downloads.ts';
import type { DownloadId } from '../../contract/ids.ts';

/** A download as it outlives the app. How many bytes there are is in the parts' journals, not here. */
export type DownloadRecord = {
  readonly id: DownloadId;
  readonly repo: string;
  readonly revision: string;
  readonly commit: string | null;
  readonly files: readonly Pick<DownloadFile, 'path' | 'sizeBytes' | 'sha256' | 'placedPath'>[];
  readonly outcome: DownloadOutcome;
  readonly addedAtMs: number;
};

/** Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface DownloadRepository {
  /** In the person's order. */
  list(): DownloadRecord[];
  /** Adds at the end, or changes in place. */
  save(record: DownloadRecord): void;
  remove(id: DownloadId): void;
  reorder(ids: readonly DownloadId[]): void;
  bandwidthLimit(): number | null;
  saveBandwidthLimit(bytesPerSecond: number | null): void;
}
