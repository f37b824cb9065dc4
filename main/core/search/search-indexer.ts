import type { Logger } from '../ports/host.ts';
import type { SearchableTexts, SearchRepository } from '../ports/search-repository.ts';
import { indexWords } from './split-words.ts';

export type SearchIndexerPorts = {
  readonly search: SearchRepository;
  readonly logger: Logger;
};

const startDelayMs = 1_500;
const afterChangeMs = 500;
const afterFailureMs = 60_000;
/** Messages of one step, and how much of them: a step is to take a few milliseconds. UTF-16 units. */
const atOnce = { messages: 20, length: 50_000 };
/** Of one text so much is searched: far above any message that a person reads. UTF-16 units. */
const longestText = 1_000_000;

/**
 * Brings words into the index in small steps when nobody waits for anything, with rests twice as long as the steps. What
 * ended, was imported or left over by a crash is known to the database; nothing is lost when the app ends.
 */
export class SearchIndexer {
  readonly #ports: SearchIndexerPorts;
  #timer: NodeJS.Timeout | null = null;

  constructor(ports: SearchIndexerPorts) {
    this.#ports = ports;
    this.#plan(startDelayMs);
  }

  /** Something may have changed. */
  wake(): void {
    if (this.#timer === null) this.#plan(afterChangeMs);
  }

  /** Takes in what waits, for so long at most, so that a search knows what was said just now. @returns how many still wait. */
  catchUp(forMs: number): number {
    const until = performance.now() + forMs;
    while (performance.now() < until) if (!this.#takeIn()) return 0;
    return this.#ports.search.countWaiting();
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #plan(delayMs: number): void {
    this.#timer = setTimeout(() => this.#step(), delayMs);
    this.#timer.unref();
  }

  #step(): void {
    this.#timer = null;
    const startedAt = performance.now();
    try {
      if (!this.#takeIn() && !this.#ports.search.tidy()) return;
    } catch (error) {
      // A full disk, mostly: what waits goes on waiting.
      this.#ports.logger.error('search-index', error);
      this.#plan(afterFailureMs);
      return;
    }
    this.#plan(2 * (performance.now() - startedAt));
  }

  /** @returns false when nothing waited. */
  #takeIn(): boolean {
    const waiting = this.#ports.search.waiting(atOnce);
    this.#ports.search.index(
      waiting.map(({ position, texts }) => ({ position, words: texts === null ? null : wordsOf(texts) })),
    );
    return waiting.length > 0;
  }
}

function wordsOf(texts: SearchableTexts): SearchableTexts {
  return {
    text: indexWords(texts.text.slice(0, longestText)),
    attachmentNames: indexWords(texts.attachmentNames),
    reasoning: indexWords(texts.reasoning.slice(0, longestText)),
  };
}
