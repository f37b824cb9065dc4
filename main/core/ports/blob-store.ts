/** A verified file and where it shall lie below the models folder, one name for each folder. */
export type Placement = { readonly sha256: string; readonly sizeBytes: number; readonly names: readonly string[] };

/**
 * Files on disk by their sha256. Parts and verified blobs lie in a hidden folder below the models folder, so that
 * placing one is a rename; where each was placed is remembered, so that the same bytes are never stored twice.
 */
export interface BlobStore {
  /** Whether these exact bytes are here, verified. */
  has(sha256: string, sizeBytes: number): Promise<boolean>;
  /** Bytes of an unfinished part that survive a restart; 0 when there is none. */
  partBytes(sha256: string): Promise<number>;
  /**
   * Makes verified files visible under their own names: the first last, so that a split model never shows half.
   * Names must be safe already. A name taken by other bytes moves all files into a folder named by `fallbackFolder`.
   * Bytes already placed elsewhere are linked, or stay where they are when the disk cannot link.
   * @returns where each file really lies. @throws AppError `disk-full`, `models-folder-unwritable`.
   */
  place(files: readonly Placement[], fallbackFolder: string): Promise<readonly string[]>;
  /** Forgets an unfinished part, or a verified blob that was never placed. */
  discard(sha256: string): Promise<void>;
}
