import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../contract/errors.ts';
import type { BlobRequest, FetchActivity, FetchOptions, FetchProgress } from '../core/ports/blob-fetcher.ts';
import { isDiskFull } from './disk-errors.ts';
import type { DiskSpace } from './disk-space.ts';
import type { EngineLimits } from './engine-options.ts';
import type { RangeSource } from './fetch-range.ts';
import type { PartFile } from './part-file.ts';
import { TrailingHash } from './trailing-hash.ts';
import { Transfer } from './transfer.ts';

export type BlobFetchOptions = FetchOptions<FetchProgress> & {
  readonly request: BlobRequest;
  readonly source: RangeSource;
  readonly part: PartFile;
  readonly space: DiskSpace;
  readonly limits: EngineLimits;
};

/** Bytes that come back wrong from the disk more often mean that the disk is dying. */
const repairsAccepted = 3;

/** Brings one open part to its verified end: transfer, checksum close behind, commits, waiting for room on the disk. */
export class BlobFetch {
  readonly #options: BlobFetchOptions;
  #activity: FetchActivity = { kind: 'resolving' };
  #hash: TrailingHash | null = null;
  #verifiedBytes = 0;
  #repairs = 0;
  #uncommittedBytes = 0;
  #committedAtMs = performance.now();
  #uncheckedBytes = 0;
  #failure: unknown = null;

  constructor(options: BlobFetchOptions) {
    this.#options = options;
  }

  /** Resolves when the part's bytes have the right checksum. */
  async run(): Promise<void> {
    const { request, part, signal } = this.#options;
    try {
      if ((await this.#attempt(signal)) === request.sha256) return;
      // What arrived is on disk as it arrived, so it was sent wrong: all of it again, once.
      part.map.resetAll();
      await this.#hash?.dispose();
      this.#hash = null;
      if ((await this.#attempt(signal)) === request.sha256) return;
      throw new AppError('download-mismatch', { file: request.path });
    } finally {
      await this.#hash?.dispose();
      this.#options.space.release(this);
    }
  }

  /** @returns the checksum of the whole file as it came. */
  async #attempt(signal: AbortSignal): Promise<string> {
    const { part } = this.#options;
    for (;;) {
      await this.#waitForRoom(signal);
      try {
        this.#hash ??= this.#startHash();
        this.#hash.follow();
        if (!part.map.isComplete) await this.#transfer(signal);
        this.#act({ kind: 'verifying' });
        const digest = await abortable(this.#hash.settle(), signal);
        if (digest !== null) return digest;
        if (this.#failure !== null) throw this.#failure;
      } catch (error) {
        if (!isDiskFull(error) && !(error instanceof AppError && error.code === 'disk-short')) throw error;
        await this.#tellDiskFull(signal);
      }
    }
  }

  async #transfer(signal: AbortSignal): Promise<void> {
    const { request, source, part, limits } = this.#options;
    this.#act({ kind: 'downloading' });
    const transfer = new Transfer({
      source,
      part,
      network: source.network,
      request,
      limits,
      onWritten: (bytes) => this.#written(bytes),
      onActivity: (activity) => this.#act(activity),
    });
    await transfer.run(signal);
  }

  #startHash(): TrailingHash {
    this.#verifiedBytes = 0;
    const { part, request } = this.#options;
    return new TrailingHash(part.fd, part.map, request.sha256, {
      onHashed: (hashedBytes) => {
        this.#verifiedBytes = hashedBytes;
        this.#tell();
      },
      onSuspects: () => {
        this.#repairs += 1;
        if (this.#repairs > repairsAccepted) this.#failure = new AppError('download-mismatch', { file: request.path });
      },
    });
  }

  #written(bytes: number): void {
    if (this.#failure !== null) throw this.#failure;
    const { limits, space, part } = this.#options;
    this.#hash?.follow();
    this.#uncommittedBytes += bytes;
    this.#uncheckedBytes += bytes;
    const isDue =
      this.#uncommittedBytes >= limits.commitBytes || performance.now() - this.#committedAtMs >= limits.commitMs;
    if (isDue) this.#commitSoon();
    if (this.#uncheckedBytes >= limits.diskCheckBytes) {
      this.#uncheckedBytes = 0;
      space.claim(this, part.map.sizeBytes - part.map.receivedBytes);
      space.shortage().then(
        (shortage) => (this.#failure ??= shortage),
        () => undefined,
      );
    }
    this.#tell();
  }

  #commitSoon(): void {
    this.#uncommittedBytes = 0;
    this.#committedAtMs = performance.now();
    this.#options.part.commit().catch((error: unknown) => (this.#failure = error));
  }

  async #waitForRoom(signal: AbortSignal): Promise<void> {
    const { part, space, limits } = this.#options;
    this.#failure = null;
    for (;;) {
      space.claim(this, part.map.sizeBytes - part.map.receivedBytes);
      const shortage = part.map.isComplete ? null : await space.shortage();
      if (shortage === null) return;
      this.#act({ kind: 'waiting-disk', error: shortage.toData() });
      await sleep(limits.diskPollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  /** The disk said no before our own measure did: without a pause this would try in a tight loop. */
  async #tellDiskFull(signal: AbortSignal): Promise<void> {
    const { part, limits } = this.#options;
    const missing = part.map.sizeBytes - part.map.receivedBytes;
    const shortage =
      (await this.#options.space.shortage()) ?? new AppError('disk-short', { neededBytes: missing, freeBytes: 0 });
    this.#act({ kind: 'waiting-disk', error: shortage.toData() });
    await sleep(limits.diskPollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  #act(activity: FetchActivity): void {
    this.#activity = activity;
    this.#tell();
  }

  #tell(): void {
    const { part, onProgress } = this.#options;
    const { receivedBytes } = part.map;
    onProgress({ activity: this.#activity, receivedBytes, verifiedBytes: this.#verifiedBytes });
  }
}

/** Rejects with the signal's reason as soon as it is aborted; the work itself is ended by who owns it. */
async function abortable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
