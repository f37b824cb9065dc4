import type { AppErrorData } from '../../main/contract/errors.ts';
import { toAppError } from '../api/to-app-error.ts';
import { createStore, type Store } from './store.ts';

/**
 * What is known of something the app's other half keeps.
 *
 *   waiting ──first event──▶ live ──▶ live …
 *      ▲                       │
 *      └──retry()── failed ◀───┘ an expected failure, with its words
 */
export type StreamState<T> =
  | { readonly status: 'waiting' }
  | { readonly status: 'live'; readonly value: T }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export interface Observer<Event> {
  onData(event: Event): void;
  onError(error: unknown): void;
  onComplete(): void;
}

export type StreamOptions<Event, T> = {
  readonly subscribe: (observer: Observer<Event>) => { unsubscribe(): void };
  /** Null until a snapshot gave a first value. */
  readonly reduce: (value: T | null, event: Event) => T | null;
  /** Before a subscription that ended without a reason is taken up again. */
  readonly resumeDelayMs?: number;
};

export interface Stream<T> {
  readonly store: Store<StreamState<T>>;
  retry(): void;
  stop(): void;
}

/**
 * Follows a subscription and reduces its events to a value. The wire takes up subscriptions again after a lost
 * connection; one that the server ended, as it does when it closes, is taken up again here.
 */
export function createStream<Event, T>({ subscribe, reduce, resumeDelayMs = 500 }: StreamOptions<Event, T>): Stream<T> {
  const store = createStore<StreamState<T>>({ status: 'waiting' });
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let subscription: { unsubscribe(): void } | null = null;

  const resume = (): void => {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(start, resumeDelayMs);
  };
  const onError = (error: unknown): void => {
    const failure = toAppError(error);
    if (failure.code === 'shutting-down') resume();
    else store.set({ status: 'failed', error: failure });
  };
  function start(): void {
    subscription?.unsubscribe();
    subscription = subscribe({
      onData(event) {
        const current = store.get();
        const before = current.status === 'live' ? current.value : null;
        const value = reduce(before, event);
        if (value !== null && (before === null || !Object.is(value, before))) store.set({ status: 'live', value });
      },
      onError,
      onComplete: resume,
    });
  }

  start();
  return {
    store,
    retry() {
      store.set({ status: 'waiting' });
      start();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      subscription?.unsubscribe();
    },
  };
}

/** Dresses a one-time question as a subscription of one event. */
export function askOnce<T>(ask: () => Promise<T>): StreamOptions<T, T>['subscribe'] {
  return (observer) => {
    let isCurrent = true;
    ask().then(
      (value) => isCurrent && observer.onData(value),
      (error: unknown) => isCurrent && observer.onError(error),
    );
    return {
      unsubscribe() {
        isCurrent = false;
      },
    };
  };
}

/** The value of a live stream, else null. */
export function liveValue<T>(state: StreamState<T>): T | null {
  return state.status === 'live' ? state.value : null;
}
