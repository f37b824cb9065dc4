import type { ConversationEvent, PathRange } from '../../../main/contract/chat.ts';
import { FollowedState, type FollowOptions } from '../followed-state.ts';
import type { Store } from '../store.ts';
import { withRange } from './conversation-path.ts';
import { reduceConversation, type ConversationState, type ReadyConversation } from './conversation-state.ts';
import { PathLoader } from './path-loader.ts';

export type ConversationStoreOptions = FollowOptions<ConversationEvent> & {
  /** Messages of the active path from one place up to another. */
  readonly ask: (from: number, to: number) => Promise<PathRange>;
};

/** Follows one conversation, and asks for the messages of its path that are looked at. */
export class ConversationStore {
  readonly shown: Store<ConversationState>;
  readonly #followed: FollowedState<ConversationEvent, ReadyConversation>;
  readonly #loader: PathLoader;

  constructor({ ask, ...options }: ConversationStoreOptions) {
    this.#followed = new FollowedState({
      ...options,
      reduce: reduceConversation,
      fault: 'A piece of a reply did not fit onto the text so far',
      onApplied: (event) => this.#noteEvent(event),
    });
    this.shown = this.#followed.shown;
    this.#loader = new PathLoader({
      ask,
      path: () => (this.#followed.newest.status === 'ready' ? this.#followed.newest.path : null),
      onRange: (range) => this.#merge(range),
      ...(options.resumeDelayMs === undefined ? {} : { retryDelayMs: options.resumeDelayMs }),
    });
  }

  /** Follows until the returned function is called. */
  open(): () => void {
    const close = this.#followed.open();
    return () => {
      this.#loader.close();
      close();
    };
  }

  /** Places of the path that are on the screen or near it, `to` excluded: what is missing of them is asked for. */
  look(from: number, to: number): void {
    this.#loader.look(from, to);
  }

  /** Starts over after a failure. */
  retry(): void {
    this.#followed.retry();
  }

  #noteEvent(event: ConversationEvent): void {
    if (event.type === 'snapshot') this.#loader.distrust(event.path.from);
    if (event.type === 'message-changed') this.#loader.noteChange(event.message);
    if (event.type === 'snapshot' || event.type === 'path-changed') this.#loader.ask();
  }

  #merge(range: PathRange): void {
    const { newest } = this.#followed;
    if (newest.status !== 'ready') return;
    const path = withRange(newest.path, range);
    if (path !== newest.path) this.#followed.show({ ...newest, path });
  }
}
