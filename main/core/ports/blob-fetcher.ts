import type { AppErrorData } from '../../contract/errors.ts';

export type BlobRequest = {
  readonly repo: string;
  /** What the person asked for; tried when the pinned commit is gone but its bytes are not. */
  readonly revision: string;
  readonly commit: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
};

/** What a fetch is doing right now. */
export type FetchActivity =
  | { readonly kind: 'resolving' }
  | { readonly kind: 'downloading' }
  | { readonly kind: 'waiting-network'; readonly error: AppErrorData; readonly retryAtMs: number | null }
  | { readonly kind: 'waiting-disk'; readonly error: AppErrorData }
  | { readonly kind: 'verifying' };

export type FetchProgress = {
  readonly activity: FetchActivity;
  readonly receivedBytes: number;
  readonly verifiedBytes: number;
};

export type DescribedFile = { readonly path: string; readonly sizeBytes: number; readonly sha256: string };

export type FetchOptions<Progress> = {
  readonly signal: AbortSignal;
  /** May be called thousands of times a second. */
  readonly onProgress: (progress: Progress) => void;
};

/** Fetches verified bytes from the Hub into the blob store, however long the network needs. */
export interface BlobFetcher {
  /**
   * Pins a revision to its commit and looks up sizes and checksums.
   * @throws AppError `hub-*`, `network-*`, `download-unverifiable`; the signal's reason.
   */
  describe(
    request: { readonly repo: string; readonly revision: string; readonly paths: readonly string[] },
    options: FetchOptions<FetchActivity>,
  ): Promise<{ readonly commit: string; readonly files: readonly DescribedFile[] }>;

  /**
   * Resolves when the verified blob is in the store. Waits out a lost network and a full disk. Aborting the signal
   * leaves a part that the next call continues. One call for each sha256 at a time.
   * @throws AppError `hub-*`, `network-*`, `download-*`, `models-folder-unwritable`; the signal's reason.
   */
  fetch(request: BlobRequest, options: FetchOptions<FetchProgress>): Promise<void>;

  /** Over all files together; null for no limit. */
  setBandwidthLimit(bytesPerSecond: number | null): void;
}
