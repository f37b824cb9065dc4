import type { CompareEvent, ComparisonListEvent } from '../../contract/compare.ts';
import type { ComparisonId } from '../../contract/ids.ts';
import { Emitter } from '../emitter.ts';

/** Who is told what: one channel for the history, one for each comparison that somebody watches. */
export class CompareFeed {
  readonly list = new Emitter<ComparisonListEvent>();
  readonly #channels = new Map<ComparisonId, { readonly emitter: Emitter<CompareEvent>; watchers: number }>();

  publish(id: ComparisonId, event: CompareEvent): void {
    this.#channels.get(id)?.emitter.emit(event);
  }

  isWatched(id: ComparisonId): boolean {
    return this.#channels.has(id);
  }

  watchedIds(): ComparisonId[] {
    return [...this.#channels.keys()];
  }

  watch(id: ComparisonId, listener: (event: CompareEvent) => void): () => void {
    const channel = this.#channels.get(id) ?? { emitter: new Emitter<CompareEvent>(), watchers: 0 };
    this.#channels.set(id, channel);
    channel.watchers += 1;
    const unsubscribe = channel.emitter.subscribe(listener);
    return () => {
      unsubscribe();
      channel.watchers -= 1;
      if (channel.watchers === 0) this.#channels.delete(id);
    };
  }
}
