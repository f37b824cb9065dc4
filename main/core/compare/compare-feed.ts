import type { CompareEvent, ComparisonListEvent } from '../../contract/compare.ts';
import type { ComparisonId } from '../../contract/ids.ts';
import { Emitter } from '../emitter.ts';
import { WatchedChannels } from '../watched-channels.ts';

/** Who is told what: one channel for the history, one for each comparison that somebody watches. */
export class CompareFeed extends WatchedChannels<ComparisonId, CompareEvent> {
  readonly list = new Emitter<ComparisonListEvent>();
}
