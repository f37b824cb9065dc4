import { untilAborted } from './serial-queue.ts';

/** Runs several pieces of work at once, each begun in the order of the calls. */
export type WideQueue = <T>(signal: AbortSignal, work: () => Promise<T>, share: number) => Promise<T>;

/**
 * @param width what all pieces under way may have together; each has its `share`, at most `width`. One that waits for a
 *   large share is not overtaken. Aborting while waiting gives up the place and throws the signal's reason.
 */
export function createWideQueue(width: number): WideQueue {
  const waiting: { readonly share: number; readonly begin: () => void }[] = [];
  let free = width;

  function advance(): void {
    for (let next = waiting[0]; next !== undefined && next.share <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.share;
      next.begin();
    }
  }

  return async (signal, work, share) => {
    const turn = Promise.withResolvers<void>();
    const place = { share, begin: turn.resolve };
    waiting.push(place);
    advance();
    try {
      await untilAborted(signal, turn.promise);
      signal.throwIfAborted();
      return await work();
    } finally {
      const at = waiting.indexOf(place);
      if (at >= 0) waiting.splice(at, 1);
      else free += share;
      advance();
    }
  };
}
