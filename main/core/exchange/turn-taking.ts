import { setImmediate } from 'node:timers/promises';

/** How long work may hold the thread that replies are streamed by, milliseconds. */
const longestTurnMs = 12;

/** @returns a function to be awaited between small pieces of work: it lets others go first when it has been long. */
export function turnTaking(signal: AbortSignal): () => Promise<void> {
  let startedMs = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - startedMs < longestTurnMs) return;
    await setImmediate();
    signal.throwIfAborted();
    startedMs = performance.now();
  };
}
