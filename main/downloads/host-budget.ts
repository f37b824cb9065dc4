/** At most so many connections to one host, over all files; who waits longest is served first. */
export class HostBudget {
  readonly #limit: number;
  readonly #used = new Map<string, number>();
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns a function that gives the place back. @throws the signal's reason. */
  async acquire(host: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const used = this.#used.get(host) ?? 0;
    if (used < this.#limit) this.#used.set(host, used + 1);
    else await this.#wait(host, signal);
    let isReleased = false;
    return () => {
      if (!isReleased) this.#release(host);
      isReleased = true;
    };
  }

  async #wait(host: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const queue = this.#waiting.get(host) ?? [];
    this.#waiting.set(host, queue);
    queue.push(resolve);
    const onAbort = (): void => {
      const index = queue.indexOf(resolve);
      // Already served: the place must be given on.
      if (index >= 0) queue.splice(index, 1);
      else this.#release(host);
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort);
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** The place goes to the next in line, or becomes free. */
  #release(host: string): void {
    const next = this.#waiting.get(host)?.shift();
    if (next) next();
    else this.#used.set(host, (this.#used.get(host) ?? 1) - 1);
  }
}
