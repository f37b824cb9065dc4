import type { BlobFetcher, BlobRequest, FetchOptions, FetchProgress } from '../ports/blob-fetcher.ts';

type Shared = {
  readonly abort: AbortController;
  readonly listeners: Set<(progress: FetchProgress) => void>;
  readonly ended: Promise<void>;
  lastProgress: FetchProgress | null;
};

/** One fetch for each sha256, however many downloads want it; it ends early only when nobody does any more. */
export class SharedFetches {
  readonly #fetcher: Pick<BlobFetcher, 'fetch'>;
  readonly #running = new Map<string, Shared>();

  constructor(fetcher: Pick<BlobFetcher, 'fetch'>) {
    this.#fetcher = fetcher;
  }

  async fetch(request: BlobRequest, { signal, onProgress }: FetchOptions<FetchProgress>): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const running = this.#running.get(request.sha256);
      if (running?.abort.signal.aborted !== true) {
        return this.#join(running ?? this.#start(request), signal, onProgress);
      }
      // Given up by the others a moment ago: the file must be let go first.
      await running.ended.catch(() => undefined);
    }
  }

  #start(request: BlobRequest): Shared {
    const abort = new AbortController();
    const listeners: Shared['listeners'] = new Set();
    const onProgress = (progress: FetchProgress): void => {
      shared.lastProgress = progress;
      for (const listener of listeners) listener(progress);
    };
    const ended = this.#fetcher
      .fetch(request, { signal: abort.signal, onProgress })
      .finally(() => this.#running.delete(request.sha256));
    const shared: Shared = { abort, listeners, ended, lastProgress: null };
    this.#running.set(request.sha256, shared);
    return shared;
  }

  /** Who leaves last waits for the end, so that nothing touches the part afterwards. */
  async #join(shared: Shared, signal: AbortSignal, onProgress: (progress: FetchProgress) => void): Promise<void> {
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = (): void => {
      shared.listeners.delete(onProgress);
      if (shared.listeners.size > 0) return reject(signal.reason);
      shared.abort.abort(signal.reason);
      void shared.ended.catch(() => undefined).then(() => reject(signal.reason));
    };
    shared.listeners.add(onProgress);
    if (shared.lastProgress) onProgress(shared.lastProgress);
    signal.addEventListener('abort', leave);
    try {
      await Promise.race([shared.ended, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      shared.listeners.delete(onProgress);
    }
  }
}
