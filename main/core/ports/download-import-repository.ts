import type { DownloadId } from '../../contract/ids.ts';

/** Which finished downloads have been brought into the library, so that a model somebody removed stays away. */
export interface DownloadImportRepository {
  has(id: DownloadId): boolean;
  add(id: DownloadId): void;
}
