import { AppError } from '../contract/errors.ts';
import type { BlobRequest, FetchActivity } from '../core/ports/blob-fetcher.ts';
import type { Network } from '../core/ports/network.ts';
import { ConnectionCount } from './connection-count.ts';
import type { EngineLimits } from './engine-options.ts';
import { endedEarly, fetchRange, type RangeSource, type RangeTaker } from './fetch-range.ts';
import type { PartFile } from './part-file.ts';
import { Retrier, type Waiting } from './retrier.ts';
import { SegmentWriter } from './segment-writer.ts';
import { fetchWhole } from './fetch-whole.ts';

export type TransferOptions = {
  readonly source: RangeSource;
  readonly part: PartFile;
  readonly network: Network;
  readonly request: BlobRequest;
  readonly limits: EngineLimits;
  /** After bytes reached the file. @throws what shall end the transfer. */
  readonly onWritten: (bytes: number) => void;
  readonly onActivity: (activity: FetchActivity) => void;
};

/** A server may ignore one range by accident; one that does it so often in a row never does ranges. */
const ignoredRangesAccepted = 2;

/** Brings all missing bytes of one part, over several connections that claim its segments in order. */
export class Transfer {
  readonly #options: TransferOptions;
  readonly #connections: ConnectionCount;
  readonly #abort = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #progress = 0;
  #ignoredRanges = 0;
  #isWaiting = false;

  constructor(options: TransferOptions) {
    this.#options = options;
    this.#connections = new ConnectionCount(options.limits);
  }

  /**
   * Resolves when the map is complete. One run for each instance.
   * @throws AppError as `BlobFetcher.fetch`; errors of the disk; the signal's reason.
   */
  async run(signal: AbortSignal): Promise<void> {
    const onAbort = (): void => this.#abort.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
    try {
      signal.throwIfAborted();
      this.#startConnections();
      // Connections start others, so the set may grow while it is waited for.
      while (this.#running.size > 0) await Promise.all(this.#running);
    } catch (error) {
      this.#abort.abort(error);
      await Promise.allSettled(this.#running);
      throw this.#abort.signal.reason;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
    if (this.#isWithoutRanges) await this.#runWhole(signal);
  }

  get #isWithoutRanges(): boolean {
    return this.#ignoredRanges > ignoredRangesAccepted;
  }

  #startConnections(): void {
    if (this.#abort.signal.aborted || this.#isWithoutRanges) return;
    while (this.#running.size < this.#connections.value) {
      const segment = this.#options.part.map.claim();
      if (segment === null) return;
      const running: Promise<void> = this.#connect(segment).finally(() => this.#running.delete(running));
      // Its failure is the run's; here it must only not count as unhandled.
      running.catch((error: unknown) => this.#abort.abort(error));
      this.#running.add(running);
    }
  }

  /** One connection's life: segment after segment, until none is left or it is one too many. */
  async #connect(first: number): Promise<void> {
    const { map } = this.#options.part;
    const retrier = this.#createRetrier();
    const { signal } = this.#abort;
    for (let segment: number | null = first; segment !== null; segment = map.claim()) {
      const claimed = segment;
      try {
        await retrier.run(() => this.#fetchSegment(claimed), signal);
      } finally {
        map.release(claimed);
      }
      if (this.#isWithoutRanges || this.#running.size > this.#connections.value) return;
    }
  }

  async #fetchSegment(segment: number): Promise<void> {
    const { part, source } = this.#options;
    const start = part.map.start(segment) + part.map.written(segment);
    const end = part.map.start(segment) + part.map.length(segment);
    if (start >= end || this.#isWithoutRanges) return;
    const failure = new AbortController();
    const writer = new SegmentWriter({
      part,
      segment,
      onWritten: (bytes) => this.#written(bytes),
      onError: (error) => failure.abort(error),
    });
    const signal = AbortSignal.any([this.#abort.signal, failure.signal]);
    const begin: RangeTaker['begin'] = (kind, flow) => {
      writer.begin(flow);
      return kind === 'as-asked';
    };
    let verdict: string;
    try {
      verdict = await fetchRange(source, { start, end }, { begin, take: (bytes) => writer.take(bytes) }, signal);
    } catch (error) {
      throw this.#complaint(error);
    } finally {
      await writer.flush();
    }
    failure.signal.throwIfAborted();
    if (verdict === 'whole-file') return this.#rangeIgnored();
    this.#ignoredRanges = 0;
    if (writer.missingBytes > 0) throw endedEarly(source);
  }

  /** A server under strain is not helped by many connections. */
  #complaint(error: unknown): unknown {
    if (error instanceof AppError && (error.code === 'hub-unavailable' || error.code === 'hub-rate-limited')) {
      this.#connections.backOff();
    }
    return error;
  }

  #rangeIgnored(): void {
    this.#ignoredRanges += 1;
    if (this.#isWithoutRanges) return;
    throw new AppError('hub-malformed', { detail: 'a range was ignored' }, { isRetryable: true });
  }

  async #runWhole(signal: AbortSignal): Promise<void> {
    const { source, part } = this.#options;
    const onWritten = (bytes: number): void => this.#written(bytes);
    await this.#createRetrier().run(() => fetchWhole(source, part, onWritten, signal), signal);
  }

  #written(bytes: number): void {
    this.#progress += 1;
    if (this.#isWaiting) {
      this.#isWaiting = false;
      this.#options.onActivity({ kind: 'downloading' });
    }
    this.#options.onWritten(bytes);
    if (this.#connections.received(bytes)) this.#startConnections();
  }

  #createRetrier(): Retrier {
    const { network, limits } = this.#options;
    return new Retrier({
      network,
      limits,
      progressMark: () => this.#progress,
      onWaiting: (waiting) => this.#waits(waiting),
    });
  }

  /** One connection's hiccup is not worth a word while others bring bytes. */
  #waits({ error, retryAtMs }: Waiting): void {
    const mark = this.#progress;
    const tell = (): void => {
      if (this.#progress !== mark || this.#abort.signal.aborted) return;
      this.#isWaiting = true;
      this.#options.onActivity({ kind: 'waiting-network', error, retryAtMs });
    };
    if (retryAtMs === null) tell();
    else setTimeout(tell, Math.min(1_000, Math.max(0, retryAtMs - Date.now()) / 2)).unref();
  }
}
