import type { TextStatistics } from '../../contract/answer-figures.ts';
import type { MessageId } from '../../contract/ids.ts';
import { textStatistics } from './text-statistics.ts';

/** A long comparison's answers, a few megabytes. */
const mostKept = 2_000;

/** Statistics of answers that have ended: counting 2,000 characters takes 2 ms, and a row is told anew many times. */
export class StatisticsCache {
  /** The one that was asked for last comes last. */
  readonly #known = new Map<MessageId, { readonly text: string; readonly statistics: TextStatistics }>();

  of(id: MessageId, text: string): TextStatistics {
    const known = this.#known.get(id);
    const statistics = known?.text === text ? known.statistics : textStatistics(text);
    this.#known.delete(id);
    this.#known.set(id, { text, statistics });
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    return statistics;
  }
}
