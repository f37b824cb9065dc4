/** Runs one piece of work after another, in the order of the calls. */
export type SerialQueue = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** Aborting while waiting gives up the place and throws the signal's reason; work under way is the work's own affair. */
export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return (signal, work) => {
    const turn = tail;
    const done = turn.then(() => {
      signal.throwIfAborted();
      return work();
    });
    tail = done.catch(() => undefined);
    return untilAborted(signal, turn).then(() => done);
  };
}

/** Resolves with the promise, or rejects as soon as the signal is aborted. */
export function untilAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
