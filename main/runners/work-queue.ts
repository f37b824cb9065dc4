import { createWideQueue } from './wide-queue.ts';

/** The work of one runner: as many replies at once as it has sequences; measurements and checks have it to themselves. */
export type WorkQueue = {
  readonly isEmpty: boolean;
  /** `stopAll` was called: nothing begins any more. */
  readonly isStopping: boolean;
  /**
   * @param work its signal is also aborted by `stopAll`.
   * @param isAlone nothing else runs meanwhile.
   * @throws the signal's reason when aborted before it began.
   */
  add<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>, isAlone?: boolean): Promise<T>;
  /** Aborts everything; resolves when all of it has ended. */
  stopAll(reason: unknown): Promise<void>;
};

/**
 * @param width pieces of work that may run at once.
 * @param onEmpty called whenever nothing is under way or waiting any more.
 */
export function createWorkQueue(width: number, onEmpty: () => void): WorkQueue {
  const inTurn = createWideQueue(width);
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    get isEmpty() {
      return running.size === 0;
    },
    get isStopping() {
      return stopping.signal.aborted;
    },
    async add(signal, work, isAlone = false) {
      const either = AbortSignal.any([signal, stopping.signal]);
      const piece = inTurn(either, () => work(either), isAlone ? width : 1);
      running.add(piece);
      try {
        return await piece;
      } finally {
        running.delete(piece);
        if (running.size === 0) onEmpty();
      }
    },
    async stopAll(reason) {
      stopping.abort(reason);
      await Promise.allSettled(running);
    },
  };
}
