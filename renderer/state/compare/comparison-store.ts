import type { CompareEvent } from '../../../main/contract/compare.ts';
import { toAppError } from '../../api/to-app-error.ts';
import { FrameBatch } from '../chat/frame-batch.ts';
import type { Schedule } from '../chat/frame-schedule.ts';
import { createStore, type Store } from '../store.ts';
import type { Observer } from '../stream.ts';
import { reduceComparison, type ComparisonState } from './comparison-state.ts';

export type ComparisonStoreOptions = {
  readonly subscribe: (observer: Observer<CompareEvent>) => { unsubscribe(): void };
  readonly schedule: Schedule;
  readonly nowMs: () => number;
  /** Told when a piece did not fit: a fault of ours, repaired by asking for the whole. */
  readonly onFault: (message: string) => void;
  /** Before a subscription that ended without a reason is taken up again. */
  readonly resumeDelayMs?: number;
};

/** Two repairs this close together would be a quarrel with the server. */
const shortestRepairMs = 1_000;
const usualResumeDelayMs = 500;

/**
 * Follows one comparison; what it shows changes once a frame at most, however many answers grow. A lost connection is taken
 * up again by the wire, a subscription that the server ended here; both begin with a snapshot.
 */
export class ComparisonStore {
  readonly shown: Store<ComparisonState> = createStore<ComparisonState>({ status: 'loading' });
  readonly #options: ComparisonStoreOptions;
  readonly #batch: FrameBatch;
  #newest: ComparisonState = { status: 'loading' };
  #disconnect: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRepairMs = Number.NEGATIVE_INFINITY;

  constructor(options: ComparisonStoreOptions) {
    this.#options = options;
    this.#batch = new FrameBatch(() => this.shown.set(this.#newest), options.schedule);
  }

  /** Follows until the returned function is called. */
  open(): () => void {
    this.#connect();
    return () => {
      this.#drop();
      this.#batch.flush();
    };
  }

  /** Starts over after a failure. */
  retry(): void {
    this.#show({ status: 'loading' });
    this.#connect();
  }

  #connect(): void {
    this.#drop();
    let isCurrent = true;
    const subscription = this.#options.subscribe({
      onData: (event) => isCurrent && this.#apply(event),
      onError: (error) => isCurrent && this.#fail(error),
      onComplete: () => isCurrent && this.#resume(),
    });
    this.#disconnect = () => {
      isCurrent = false;
      subscription.unsubscribe();
    };
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#disconnect?.();
    this.#disconnect = null;
  }

  #resume(delayMs = this.#options.resumeDelayMs ?? usualResumeDelayMs): void {
    this.#drop();
    this.#timer = setTimeout(() => this.#connect(), delayMs);
  }

  #apply(event: CompareEvent): void {
    const { state, isOutOfStep } = reduceComparison(this.#newest, event);
    if (isOutOfStep) this.#repair();
    else if (state !== this.#newest) this.#show(state);
  }

  #show(state: ComparisonState): void {
    this.#newest = state;
    this.#batch.request();
    // A change of status does not wait for a frame: whoever opens a screen has waited long enough.
    if (state.status !== this.shown.get().status) this.#batch.flush();
  }

  #fail(error: unknown): void {
    const failure = toAppError(error);
    if (failure.code === 'shutting-down') this.#resume();
    else this.#show(failure.code === 'not-found' ? { status: 'deleted' } : { status: 'failed', error: failure });
  }

  /** Until the snapshot comes, further pieces would only be out of step again; so the subscription ends first. */
  #repair(): void {
    this.#options.onFault('A piece of an answer did not fit onto the text so far');
    const nowMs = this.#options.nowMs();
    const waitMs = Math.max(0, this.#lastRepairMs + shortestRepairMs - nowMs);
    this.#lastRepairMs = nowMs + waitMs;
    this.#resume(waitMs);
  }
}
