import type { ConversationEvent } from '../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import { createStore, type Store } from '../store.ts';
import { reduceConversation, type ConversationState } from './conversation-state.ts';
import { FrameBatch, type Schedule } from './frame-batch.ts';

export type StreamHandlers<Event> = {
  readonly onEvent: (event: Event) => void;
  readonly onError: (error: AppErrorData) => void;
};

/** Starts a subscription; the first event is a snapshot. @returns what ends it. */
export type Connect<Event> = (handlers: StreamHandlers<Event>) => () => void;

export type ConversationStoreOptions = {
  readonly connect: Connect<ConversationEvent>;
  readonly schedule: Schedule;
  readonly nowMs: () => number;
};

/** Two snapshots this close together would be a quarrel with the server, not a repair. */
const shortestRepairMs = 1_000;

/** Follows one conversation; what it shows changes once a frame at most. */
export class ConversationStore {
  readonly #shown: Store<ConversationState> = createStore<ConversationState>({ status: 'loading' });
  readonly #options: ConversationStoreOptions;
  readonly #batch: FrameBatch;
  #newest: ConversationState = { status: 'loading' };
  #disconnect: (() => void) | null = null;
  #lastRepairMs = Number.NEGATIVE_INFINITY;
  #repairTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConversationStoreOptions) {
    this.#options = options;
    this.#batch = new FrameBatch(() => this.#shown.set(this.#newest), options.schedule);
  }

  get state(): Store<ConversationState> {
    return this.#shown;
  }

  /** Follows until the returned function is called. */
  open(): () => void {
    this.#subscribe();
    return () => this.#close();
  }

  #subscribe(): void {
    this.#disconnect?.();
    let isCurrent = true;
    const stop = this.#options.connect({
      onEvent: (event) => isCurrent && this.#apply(event),
      onError: (error) => isCurrent && this.#fail(error),
    });
    this.#disconnect = () => {
      isCurrent = false;
      stop();
    };
  }

  #close(): void {
    clearTimeout(this.#repairTimer);
    this.#disconnect?.();
    this.#disconnect = null;
    this.#batch.flush();
  }

  #apply(event: ConversationEvent): void {
    const { state, isOutOfStep } = reduceConversation(this.#newest, event);
    if (isOutOfStep) this.#repair();
    if (state === this.#newest) return;
    this.#newest = state;
    this.#batch.request();
    // A screen that opens has waited long enough already.
    if (this.#shown.get().status !== 'ready') this.#batch.flush();
  }

  #fail(error: AppErrorData): void {
    this.#newest = error.code === 'not-found' ? { status: 'deleted' } : { status: 'failed', error };
    this.#batch.request();
    this.#batch.flush();
  }

  #repair(): void {
    // Until the snapshot comes, further pieces would only be out of step again.
    this.#disconnect?.();
    this.#disconnect = null;
    const waitMs = Math.max(0, this.#lastRepairMs + shortestRepairMs - this.#options.nowMs());
    this.#lastRepairMs = this.#options.nowMs() + waitMs;
    console.warn('A piece of a reply did not fit onto the text so far; asking for the whole.');
    this.#repairTimer = setTimeout(() => this.#subscribe(), waitMs);
  }
}
