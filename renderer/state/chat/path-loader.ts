import type { Message, PathRange } from '../../../main/contract/chat.ts';
import type { ConversationPath } from './conversation-path.ts';

export type PathLoaderOptions = {
  /** Messages of the active path from one place up to another. */
  readonly ask: (from: number, to: number) => Promise<PathRange>;
  /** The path as it is now; null while none is known. */
  readonly path: () => ConversationPath | null;
  /** An answer to merge; what it says may be void by now. */
  readonly onRange: (range: PathRange) => void;
  /** Before a question that failed is asked again, doubled with each failure. */
  readonly retryDelayMs?: number;
};

export const pageLength = 100;
/** A page that was only passed while scrolling should not stand in the way of the one where the reader stopped. */
const mostQuestions = 2;
const longestRetryDelayMs = 10_000;

/**
 * Asks for the messages that somebody looks at: whole pages, the newest wish only, and again when the path has become
 * another one or an answer did not come.
 */
export class PathLoader {
  readonly #options: PathLoaderOptions;
  /** Pages under way. */
  readonly #asking = new Set<number>();
  /** Pages told before a new snapshot: shown, but to be asked for again. */
  readonly #stale = new Set<number>();
  /** Messages that changed while a question was under way: the answer may be older than they are. */
  readonly #changed = new Map<string, Message>();
  #wanted: { readonly from: number; readonly to: number } = { from: 0, to: 0 };
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run = 0;

  constructor(options: PathLoaderOptions) {
    this.#options = options;
  }

  /** The places that are on the screen or near it, `to` excluded; they replace those of before. */
  look(from: number, to: number): void {
    this.#wanted = { from, to };
    this.ask();
  }

  /** Asks for what is wanted and neither known nor under way. */
  ask(): void {
    const path = this.#options.path();
    if (path === null || this.#timer !== undefined) return;
    const end = Math.min(this.#wanted.to, path.messages.length);
    for (let page = pageOf(this.#wanted.from); page * pageLength < end; page += 1) {
      if (this.#asking.size >= mostQuestions) return;
      if (!this.#asking.has(page) && (this.#stale.has(page) || hasGap(path, page))) void this.#askFor(page, path);
    }
  }

  /** A snapshot vouches for nothing before `from`. */
  distrust(from: number): void {
    this.#stop();
    for (let page = 0; page * pageLength < from; page += 1) this.#stale.add(page);
  }

  noteChange(message: Message): void {
    if (this.#asking.size > 0) this.#changed.set(message.id, message);
  }

  /** Takes every question back. */
  close(): void {
    this.#stop();
    this.#stale.clear();
  }

  #stop(): void {
    this.#run += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking.clear();
    this.#changed.clear();
  }

  async #askFor(page: number, { leafId, messages }: ConversationPath): Promise<void> {
    const run = this.#run;
    this.#asking.add(page);
    const from = page * pageLength;
    const to = Math.min(from + pageLength, messages.length);
    const range = await this.#options.ask(from, to).catch(() => null);
    if (run !== this.#run) return;
    this.#asking.delete(page);
    if (range === null || (range.leafId === leafId && range.messages.length < to - from)) return this.#retryLater();
    this.#failures = 0;
    // Of another path: the event that tells it is on its way, and asks anew.
    if (range.leafId === this.#options.path()?.leafId) {
      this.#stale.delete(page);
      this.#options.onRange({ ...range, messages: range.messages.map((told) => this.#changed.get(told.id) ?? told) });
    }
    if (this.#asking.size === 0) this.#changed.clear();
    const newest = this.#options.path()?.leafId;
    if (range.leafId === newest || leafId !== newest) this.ask();
  }

  #retryLater(): void {
    const delayMs = Math.min((this.#options.retryDelayMs ?? 500) * 2 ** this.#failures, longestRetryDelayMs);
    this.#failures += 1;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.ask();
    }, delayMs);
  }
}

function pageOf(place: number): number {
  return Math.floor(place / pageLength);
}

function hasGap({ messages }: ConversationPath, page: number): boolean {
  return messages.slice(page * pageLength, (page + 1) * pageLength).includes(null);
}
