import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, type AppErrorData } from '../contract/errors.ts';
import type { Network } from '../core/ports/network.ts';
import type { EngineLimits } from './engine-options.ts';

export type Waiting = { readonly error: AppErrorData; readonly retryAtMs: number | null };

export type RetrierOptions = {
  readonly network: Pick<Network, 'isOffline' | 'watchOffline'>;
  readonly limits: Pick<EngineLimits, 'backoffBaseMs' | 'backoffCapMs' | 'maxAttempts'>;
  /** Rises with every sign of progress: failures are counted from the last one. */
  readonly progressMark: () => number;
  readonly onWaiting: (waiting: Waiting) => void;
};

/** Failures that say nothing about the request: the network is away, and comes back when it comes back. */
const patientCodes = new Set(['network-unreachable', 'network-timeout']);
/** Failures that may pass, but not for ever. */
const boundedCodes = new Set([
  'network-interrupted',
  'hub-unavailable',
  'hub-rate-limited',
  'hub-malformed',
  'download-refused',
  'download-changed',
]);

/** Tries again what may succeed later, waiting longer each time with full jitter, and passes on what will not. */
export class Retrier {
  readonly #options: RetrierOptions;
  #mark = -1;
  #attempts = 0;

  constructor(options: RetrierOptions) {
    this.#options = options;
  }

  async run<Result>(action: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    for (;;) {
      signal.throwIfAborted();
      try {
        return await action();
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof AppError)) throw error;
        await this.#wait(error, signal);
      }
    }
  }

  async #wait(error: AppError, signal: AbortSignal): Promise<void> {
    const { network, limits, onWaiting, progressMark } = this.#options;
    if (error.code === 'network-offline') {
      onWaiting({ error: error.toData(), retryAtMs: null });
      return untilOnline(network, signal);
    }
    if (!error.isRetryable || !(patientCodes.has(error.code) || boundedCodes.has(error.code))) throw error;
    const mark = progressMark();
    this.#attempts = mark === this.#mark ? this.#attempts + 1 : 1;
    this.#mark = mark;
    if (boundedCodes.has(error.code) && this.#attempts >= limits.maxAttempts) throw error;
    const waitMs = this.#waitMs(error);
    onWaiting({ error: error.toData(), retryAtMs: Date.now() + waitMs });
    await sleep(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  #waitMs(error: AppError): number {
    const { backoffBaseMs, backoffCapMs } = this.#options.limits;
    const ceilingMs = Math.min(backoffCapMs, backoffBaseMs * 2 ** (this.#attempts - 1));
    const jitterMs = Math.random() * ceilingMs;
    const asked = error.params['seconds'];
    // What the server asks for is a minimum; the jitter keeps many clients from coming back at once.
    if (error.code === 'hub-rate-limited' && typeof asked === 'number') return asked * 1000 + jitterMs;
    return jitterMs;
  }
}

async function untilOnline(network: RetrierOptions['network'], signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  const unwatch = network.watchOffline((isOffline) => isOffline || resolve());
  try {
    if (network.isOffline) await promise;
  } finally {
    unwatch();
    signal.removeEventListener('abort', onAbort);
  }
}
