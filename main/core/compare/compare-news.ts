import type { AnswerId, ComparisonId, RoundId } from '../../contract/ids.ts';
import type { CompareFeed } from './compare-feed.ts';
import type { CompareViews } from './compare-views.ts';

/**
 * Tells whoever watches what is another now, as far as they may know it. Of what was deleted meanwhile nothing is told: words
 * of a hidden round may still be read out when their comparison has gone.
 */
export class CompareNews {
  readonly #feed: CompareFeed;
  readonly #views: CompareViews;

  constructor(feed: CompareFeed, views: CompareViews) {
    this.#feed = feed;
    this.#views = views;
  }

  /** The comparison itself, without its rounds; its line of the history too. */
  comparison(id: ComparisonId): void {
    if (this.#isHeard(id)) {
      this.#feed.publish(id, { type: 'comparison-changed', comparison: this.#views.comparison(id) });
    }
    this.line(id);
  }

  line(id: ComparisonId): void {
    if (!this.#views.isThere(id)) return;
    this.#feed.list.emit({ type: 'changed', line: this.#views.line(id) });
  }

  /** A round that is new, or another as a whole. */
  round(comparisonId: ComparisonId, roundId: RoundId): void {
    if (!this.#isHeard(comparisonId)) return;
    this.#feed.publish(comparisonId, { type: 'round-changed', round: this.#views.round(roundId) });
  }

  answer(comparisonId: ComparisonId, answerId: AnswerId): void {
    if (!this.#isHeard(comparisonId)) return;
    this.#feed.publish(comparisonId, { type: 'answer-changed', ...this.#views.answer(answerId) });
  }

  /** Everything anew: names, columns and rounds. */
  whole(id: ComparisonId): void {
    this.#snapshot(id);
    this.line(id);
  }

  /** Every comparison that somebody looks at, and the history: who is called what, or is there, has changed. */
  everything(): void {
    for (const id of this.#feed.watchedIds()) this.#snapshot(id);
    this.list();
  }

  list(): void {
    this.#feed.list.emit({ type: 'snapshot', lines: this.#views.lines() });
  }

  #snapshot(id: ComparisonId): void {
    if (this.#isHeard(id)) this.#feed.publish(id, { type: 'snapshot', ...this.#views.whole(id) });
  }

  #isHeard(id: ComparisonId): boolean {
    return this.#feed.isWatched(id) && this.#views.isThere(id);
  }
}
