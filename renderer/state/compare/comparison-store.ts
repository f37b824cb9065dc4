import type { CompareEvent } from '../../../main/contract/compare.ts';
import { FollowedState, type FollowOptions } from '../followed-state.ts';
import { reduceComparison, type ReadyComparison } from './comparison-state.ts';

export type ComparisonStoreOptions = FollowOptions<CompareEvent>;

/** Follows one comparison; what it shows changes once a frame at most, however many answers grow. */
export class ComparisonStore extends FollowedState<CompareEvent, ReadyComparison> {
  constructor(options: ComparisonStoreOptions) {
    super({ ...options, reduce: reduceComparison, fault: 'A piece of an answer did not fit onto the text so far' });
  }
}
