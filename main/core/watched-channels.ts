import { Emitter } from './emitter.ts';

/** A channel for each thing that somebody watches, and none for the others. */
export class WatchedChannels<Id, Event> {
  readonly #channels = new Map<Id, { readonly emitter: Emitter<Event>; watchers: number }>();

  publish(id: Id, event: Event): void {
    this.#channels.get(id)?.emitter.emit(event);
  }

  isWatched(id: Id): boolean {
    return this.#channels.has(id);
  }

  watchedIds(): Id[] {
    return [...this.#channels.keys()];
  }

  /** @returns a function that ends the watching. */
  watch(id: Id, listener: (event: Event) => void): () => void {
    const channel = this.#channels.get(id) ?? { emitter: new Emitter<Event>(), watchers: 0 };
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
