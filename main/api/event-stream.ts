import type { Veil } from './veil.ts';

/** How an event may join the one queued before it, for listeners slower than the source. */
export type Merge<Event> = (earlier: Event, later: Event) => Event | null;

/**
 * Turns a callback source into what a tRPC subscription returns: ends with the signal, keeps order, loses nothing.
 * @param subscribe starts the source and returns the function that ends it.
 * @param merge lets waiting events join, so that a slow reader holds one growing delta and not a thousand.
 * @param veil while it is down everything waits: for feeds that tell of models and what they do.
 */
export async function* eventStream<Event>(
  subscribe: (listener: (event: Event) => void) => (() => void) | Promise<() => void>,
  signal: AbortSignal | undefined,
  merge: Merge<Event> = () => null,
  veil: Veil | null = null,
): AsyncGenerator<Event, void, undefined> {
  const queue: Event[] = [];
  let wake = (): void => undefined;
  const push = (event: Event): void => {
    const last = queue.at(-1);
    const joined = last === undefined ? null : merge(last, event);
    if (joined === null) queue.push(event);
    else queue[queue.length - 1] = joined;
    wake();
  };
  const onAbort = (): void => wake();
  signal?.addEventListener('abort', onAbort);
  const unsubscribe = await subscribe(push);
  const forgetVeil = veil?.subscribe(() => wake());
  try {
    while (signal?.aborted !== true) {
      const event = veil?.isDown === true ? undefined : queue.shift();
      if (event === undefined) await new Promise<void>((resolve) => (wake = resolve));
      else yield event;
    }
  } finally {
    unsubscribe();
    forgetVeil?.();
    signal?.removeEventListener('abort', onAbort);
  }
}
