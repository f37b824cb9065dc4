import type { ChatSettings, ChatSettingsEvent, OwnChatSettings } from '../../../../main/contract/chat-settings.ts';
import { createStore, type Store } from '../../store.ts';
import { createStream, liveValue, type Stream, type StreamOptions } from '../../stream.ts';
import { effectiveOf, isSameOwn } from './own-settings.ts';

export type ChatSettingsView = Omit<ChatSettingsEvent, 'type'>;

export type ChatSettingsSource = {
  readonly subscribe: StreamOptions<ChatSettingsEvent, ChatSettingsEvent>['subscribe'];
  readonly save: (own: OwnChatSettings) => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
};

/**
 * How one chat's replies are made. A change is shown and sent at once; until the app has said it back, what it says of
 * earlier changes is passed over, so that a slider never jumps.
 */
export class ChatSettingsStore {
  readonly view: Store<ChatSettingsView | null> = createStore<ChatSettingsView | null>(null);
  readonly #source: ChatSettingsSource;
  #stream: Stream<ChatSettingsEvent> | null = null;
  #users = 0;
  #local: OwnChatSettings | null = null;
  #underWay = 0;

  constructor(source: ChatSettingsSource) {
    this.#source = source;
  }

  /** Follows the chat until everybody who opened it has let go. */
  open(): () => void {
    this.#users += 1;
    if (this.#users === 1) this.#follow();
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.#users -= 1;
      if (this.#users > 0) return;
      this.#stream?.stop();
      this.#stream = null;
    };
  }

  change(own: OwnChatSettings): void {
    if (this.view.get() === null) return;
    this.#local = own;
    this.#underWay += 1;
    this.#show();
    this.#source.save(own).then(
      () => this.#saved(),
      (error: unknown) => {
        this.#underWay -= 1;
        this.#local = null;
        this.#show();
        this.#source.onFailure(error);
      },
    );
  }

  #follow(): void {
    const stream = createStream<ChatSettingsEvent, ChatSettingsEvent>({
      subscribe: this.#source.subscribe,
      reduce: (_before, event) => event,
    });
    stream.store.subscribe(() => this.#told());
    this.#stream = stream;
    this.#told();
  }

  #told(): void {
    const told = this.#latest();
    if (told === null) return;
    if (this.#underWay === 0 || (this.#local !== null && isSameOwn(told.own, this.#local))) this.#local = null;
    this.#show();
  }

  #saved(): void {
    this.#underWay -= 1;
    const told = this.#latest();
    if (this.#underWay > 0 || told === null || this.#local === null || !isSameOwn(told.own, this.#local)) return;
    this.#local = null;
    this.#show();
  }

  #latest(): ChatSettingsEvent | null {
    return this.#stream === null ? null : liveValue(this.#stream.store.get());
  }

  #show(): void {
    const told = this.#latest();
    if (told === null) return;
    const { own, inherited, effective, unfilled } = told;
    this.view.set(
      this.#local === null
        ? { own, inherited, effective, unfilled }
        : { own: this.#local, inherited, effective: effectiveWith(this.#local, inherited), unfilled },
    );
  }
}

type Inherited = ChatSettingsView['inherited'];

function effectiveWith(own: OwnChatSettings, inherited: Inherited): { settings: ChatSettings; systemPrompt: string } {
  return {
    settings: effectiveOf(inherited.settings, own.settings),
    systemPrompt: own.systemPrompt ?? inherited.systemPrompt,
  };
}
