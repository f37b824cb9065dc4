import type { ConversationEvent, PathRange } from '../../../main/contract/chat.ts';
import { toAppError } from '../../api/to-app-error.ts';
import { createStore, type Store } from '../store.ts';
import type { Observer } from '../stream.ts';
import { withRange } from './conversation-path.ts';
import { reduceConversation, type ConversationState } from './conversation-state.ts';
import { FrameBatch } from './frame-batch.ts';
import type { Schedule } from './frame-schedule.ts';
import { PathLoader } from './path-loader.ts';

export type ConversationStoreOptions = {
  readonly subscribe: (observer: Observer<ConversationEvent>) => { unsubscribe(): void };
  /** Messages of the active path from one place up to another. */
  readonly ask: (from: number, to: number) => Promise<PathRange>;
  readonly schedule: Schedule;
  readonly nowMs: () => number;
  /** Told when a piece did not fit: a fault of ours, repaired by asking for the whole. */
  readonly onFault: (message: string) => void;
  /** Before a subscription that ended without a reason is taken up again. */
  readonly resumeDelayMs?: number;
};

/** Two repairs this close together would be a quarrel with the server. */
const shortestRepairMs = 1_000;

/**
 * Follows one conversation; what it shows changes once a frame at most. A lost connection is taken up again by the
 * wire, a subscription that the server ended here; both begin with a snapshot.
 */
export class ConversationStore {
  readonly shown: Store<ConversationState> = createStore<ConversationState>({ status: 'loading' });
  readonly #options: ConversationStoreOptions;
  readonly #batch: FrameBatch;
  readonly #loader: PathLoader;
  #newest: ConversationState = { status: 'loading' };
  #disconnect: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRepairMs = Number.NEGATIVE_INFINITY;

  constructor(options: ConversationStoreOptions) {
    this.#options = options;
    this.#batch = new FrameBatch(() => this.shown.set(this.#newest), options.schedule);
    this.#loader = new PathLoader({
      ask: options.ask,
      path: () => (this.#newest.status === 'ready' ? this.#newest.path : null),
      onRange: (range) => this.#merge(range),
      ...(options.resumeDelayMs === undefined ? {} : { retryDelayMs: options.resumeDelayMs }),
    });
  }

  /** Follows until the returned function is called. */
  open(): () => void {
    this.#connect();
    return () => {
      this.#drop();
      this.#loader.close();
      this.#batch.flush();
    };
  }

  /** Places of the path that are on the screen or near it, `to` excluded: what is missing of them is asked for. */
  look(from: number, to: number): void {
    this.#loader.look(from, to);
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
      onComplete: () => isCurrent && this.#reconnectIn(this.#options.resumeDelayMs ?? 500),
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

  #reconnectIn(delayMs: number): void {
    this.#drop();
    this.#timer = setTimeout(() => this.#connect(), delayMs);
  }

  #apply(event: ConversationEvent): void {
    const { state, isOutOfStep } = reduceConversation(this.#newest, event);
    if (isOutOfStep) return this.#repair();
    if (state !== this.#newest) this.#show(state);
    if (event.type === 'snapshot') this.#loader.distrust(event.path.from);
    if (event.type === 'message-changed') this.#loader.noteChange(event.message);
    if (event.type === 'snapshot' || event.type === 'path-changed') this.#loader.ask();
  }

  #merge(range: PathRange): void {
    if (this.#newest.status !== 'ready') return;
    const path = withRange(this.#newest.path, range);
    if (path !== this.#newest.path) this.#show({ ...this.#newest, path });
  }

  #show(state: ConversationState): void {
    this.#newest = state;
    this.#batch.request();
    // A change of status does not wait for a frame: whoever opens a screen has waited long enough.
    if (state.status !== this.shown.get().status) this.#batch.flush();
  }

  #fail(error: unknown): void {
    const failure = toAppError(error);
    if (failure.code === 'shutting-down') this.#reconnectIn(this.#options.resumeDelayMs ?? 500);
    else this.#show(failure.code === 'not-found' ? { status: 'deleted' } : { status: 'failed', error: failure });
  }

  /** Until the snapshot comes, further pieces would only be out of step again; so the subscription ends first. */
  #repair(): void {
    this.#options.onFault('A piece of a reply did not fit onto the text so far');
    const nowMs = this.#options.nowMs();
    const waitMs = Math.max(0, this.#lastRepairMs + shortestRepairMs - nowMs);
    this.#lastRepairMs = nowMs + waitMs;
    this.#reconnectIn(waitMs);
  }
}
