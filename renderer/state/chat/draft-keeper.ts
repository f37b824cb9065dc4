import { maxMessageLength } from '../../../main/contract/chat.ts';
import type { DraftEvent, DraftKey, SaveDraftInput } from '../../../main/contract/drafts.ts';
import type { Connection } from '../../api/connection.ts';
import type { Store } from '../store.ts';
import { isSame, noWords, withWords, wordsAt, type Drafts, type DraftWords } from './drafts.ts';

export type DraftKeeperOptions = {
  readonly drafts: Store<Drafts>;
  readonly connection: Store<Connection>;
  readonly save: (input: SaveDraftInput) => Promise<void>;
  readonly watch: (onEvent: (event: DraftEvent) => void) => { unsubscribe(): void };
  /** Names this page: it is told of what others write. */
  readonly writer: string;
  /** Longest time that words exist in this page only, without the way to the app. */
  readonly saveAfterMs?: number;
};

const saveAfterMs = 400;
const retryAfterMs = 3_000;

/**
 * Keeps what is written beyond this page, and follows what other pages write. A place where this page has words that are
 * not kept yet is its own: they are saved soon, and the last writer wins. Elsewhere what others write is shown, which
 * saves nothing, so that two pages never answer each other.
 */
export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  /** What the app has of each place, as far as this page knows. */
  #kept: Drafts = new Map();
  /** Saves whose echo has not come: until then an event tells what was before them. */
  readonly #onTheWay = new Map<DraftKey, number>();
  readonly #ends: (() => void)[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasSnapshot = false;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
    const subscription = options.watch((event) => this.#take(event));
    this.#ends = [
      () => subscription.unsubscribe(),
      options.drafts.subscribe(() => this.#saveSoon()),
      options.connection.subscribe(() => this.#saveSoon()),
    ];
  }

  /** Saves at once what is not kept; for a page that is about to go. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // What the app has already must be known first, or it would be written over unseen.
    if (!this.#hasSnapshot || this.#options.connection.get() !== 'open') return;
    for (const key of this.#own()) this.#save(key);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const end of this.#ends) end();
  }

  #saveSoon(afterMs = this.#options.saveAfterMs ?? saveAfterMs): void {
    if (this.#timer !== undefined || this.#own().length === 0) return;
    this.#timer = setTimeout(() => this.flush(), afterMs);
  }

  /** Places whose words the app does not have. */
  #own(): readonly DraftKey[] {
    const drafts = this.#options.drafts.get();
    const keys = new Set([...drafts.keys(), ...this.#kept.keys()]);
    return [...keys].filter((key) => !isSame(wordsAt(drafts, key), wordsAt(this.#kept, key)));
  }

  #save(key: DraftKey): void {
    const words = wordsAt(this.#options.drafts.get(), key);
    const before = wordsAt(this.#kept, key);
    this.#kept = withWords(this.#kept, key, words);
    // Longer ones can neither be sent nor kept, as the composer says.
    if (words.text.length > maxMessageLength) return;
    this.#onTheWay.set(key, (this.#onTheWay.get(key) ?? 0) + 1);
    this.#options.save({ key, ...words, writer: this.#options.writer }).catch(() => {
      // Lost with the connection, or a full disk: it is offered again, with whatever was written since.
      this.#arrived(key);
      this.#kept = withWords(this.#kept, key, before);
      this.#saveSoon(retryAfterMs);
    });
  }

  #take(event: DraftEvent): void {
    if (event.type === 'snapshot')
      return this.#takeAll(new Map(event.drafts.map((draft) => [draft.key, wordsOf(draft)])));
    if (event.writer === this.#options.writer) return this.#arrived(event.key);
    if (this.#onTheWay.has(event.key) || this.#own().includes(event.key)) return;
    this.#adopt(event.key, event.draft === null ? noWords : wordsOf(event.draft));
  }

  #takeAll(told: Drafts): void {
    const own = new Set(this.#own());
    this.#onTheWay.clear();
    for (const key of new Set([...told.keys(), ...this.#kept.keys()])) {
      const words = wordsAt(told, key);
      if (!own.has(key)) this.#adopt(key, words);
      // Whoever typed before the page knew what was there goes on from it.
      else if (!this.#hasSnapshot) this.#join(key, words);
      else this.#kept = withWords(this.#kept, key, words);
    }
    this.#hasSnapshot = true;
    this.#saveSoon();
  }

  #join(key: DraftKey, told: DraftWords): void {
    const { drafts } = this.#options;
    const typed = wordsAt(drafts.get(), key);
    this.#kept = withWords(this.#kept, key, told);
    const replyPrefix = typed.replyPrefix === '' ? told.replyPrefix : typed.replyPrefix;
    drafts.set((all) => withWords(all, key, { text: told.text + typed.text, replyPrefix }));
  }

  #adopt(key: DraftKey, words: DraftWords): void {
    // First what is kept: the store's listeners then find nothing to save.
    this.#kept = withWords(this.#kept, key, words);
    this.#options.drafts.set((drafts) => withWords(drafts, key, words));
  }

  #arrived(key: DraftKey): void {
    const left = (this.#onTheWay.get(key) ?? 1) - 1;
    if (left === 0) this.#onTheWay.delete(key);
    else this.#onTheWay.set(key, left);
  }
}

function wordsOf({ text, replyPrefix }: DraftWords): DraftWords {
  return { text, replyPrefix };
}
