import type { AppErrorData } from '../../main/contract/errors.ts';
import { toAppError } from '../api/to-app-error.ts';
import { createStore, type Store } from './store.ts';
import type { Observer } from './stream.ts';
import { FrameBatch } from './chat/frame-batch.ts';
import type { Schedule } from './chat/frame-schedule.ts';

/** What everything that is followed may be; `Ready` has a status of its own. */
export type Followed<Ready extends { readonly status: string }> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppErrorData }
  | { readonly status: 'deleted' }
  | Ready;

/** How a feed is followed, whatever it tells of. */
export type FollowOptions<Event> = {
  readonly subscribe: (observer: Observer<Event>) => { unsubscribe(): void };
  readonly schedule: Schedule;
  readonly nowMs: () => number;
  /** Told when a piece did not fit: a fault of ours, repaired by asking for the whole. */
  readonly onFault: (message: string) => void;
  /** Before a subscription that ended without a reason is taken up again. */
  readonly resumeDelayMs?: number;
};

type Reduction<Event, State> = {
  /** `isOutOfStep`: a piece did not fit; only a fresh snapshot helps. */
  readonly reduce: (state: State, event: Event) => { readonly state: State; readonly isOutOfStep: boolean };
  /** Said of a piece that did not fit. */
  readonly fault: string;
  /** After each event that fitted. */
  readonly onApplied?: (event: Event) => void;
};

/** Two repairs this close together would be a quarrel with the server. */
const shortestRepairMs = 1_000;
const usualResumeDelayMs = 500;

/**
 * Follows a feed that begins with a snapshot and goes on in pieces; what it shows changes once a frame at most. A lost
 * connection is taken up again by the wire, a subscription that the server ended here; both begin with a snapshot.
 */
export class FollowedState<Event, Ready extends { readonly status: string }> {
  readonly shown: Store<Followed<Ready>> = createStore<Followed<Ready>>({ status: 'loading' });
  readonly #options: FollowOptions<Event> & Reduction<Event, Followed<Ready>>;
  readonly #batch: FrameBatch;
  #newest: Followed<Ready> = { status: 'loading' };
  #disconnect: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRepairMs = Number.NEGATIVE_INFINITY;

  constructor(options: FollowOptions<Event> & Reduction<Event, Followed<Ready>>) {
    this.#options = options;
    this.#batch = new FrameBatch(() => this.shown.set(this.#newest), options.schedule);
  }

  /** Ahead of what is shown by a frame at most. */
  get newest(): Followed<Ready> {
    return this.#newest;
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
    this.show({ status: 'loading' });
    this.#connect();
  }

  show(state: Followed<Ready>): void {
    this.#newest = state;
    this.#batch.request();
    // A change of status does not wait for a frame: whoever opens a screen has waited long enough.
    if (state.status !== this.shown.get().status) this.#batch.flush();
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

  #apply(event: Event): void {
    const { state, isOutOfStep } = this.#options.reduce(this.#newest, event);
    if (isOutOfStep) return this.#repair();
    if (state !== this.#newest) this.show(state);
    this.#options.onApplied?.(event);
  }

  #fail(error: unknown): void {
    const failure = toAppError(error);
    if (failure.code === 'shutting-down') this.#resume();
    else this.show(failure.code === 'not-found' ? { status: 'deleted' } : { status: 'failed', error: failure });
  }

  /** Until the snapshot comes, further pieces would only be out of step again; so the subscription ends first. */
  #repair(): void {
    this.#options.onFault(this.#options.fault);
    const nowMs = this.#options.nowMs();
    const waitMs = Math.max(0, this.#lastRepairMs + shortestRepairMs - nowMs);
    this.#lastRepairMs = nowMs + waitMs;
    this.#resume(waitMs);
  }
}
