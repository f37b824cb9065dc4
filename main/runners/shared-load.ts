import { untilAborted } from './serial-queue.ts';

type Work<T> = (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<T>;
type JoinOptions = { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void };

/** One load that several callers wait for; it goes on while at least one of them does. */
export type SharedLoad<T> = {
  /** Rejects with the signal's reason when aborted; for the last caller, once the load is really over. */
  join(options: JoinOptions): Promise<T>;
  /** Makes every caller fail with the reason. */
  abort(reason: unknown): Promise<void>;
};

/** @param onOver called once, as soon as nobody may join any more. */
export function createSharedLoad<T>(work: Work<T>, onOver: () => void): SharedLoad<T> {
  const controller = new AbortController();
  const listeners = new Set<(fraction: number) => void>();
  let fraction = 0;
  controller.signal.addEventListener('abort', onOver, { once: true });
  const result = work(controller.signal, (next) => {
    fraction = next;
    for (const listener of listeners) listener(next);
  }).finally(onOver);
  const settled = result.then(
    () => undefined,
    () => undefined,
  );

  return {
    async join({ signal, onProgress }) {
      // Each caller is its own entry, even when two pass the same function.
      const listener = (next: number): void => onProgress(next);
      listeners.add(listener);
      listener(fraction);
      try {
        return await untilAborted(signal, result);
      } catch (error) {
        listeners.delete(listener);
        if (signal.aborted && listeners.size === 0) {
          controller.abort(signal.reason);
          await settled;
        }
        throw error;
      } finally {
        listeners.delete(listener);
      }
    },
    async abort(reason) {
      controller.abort(reason);
      await settled;
    },
  };
}
