/** A list of listeners. A listener that throws is a bug: it surfaces, but never stops the others. */
export class Emitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  /** @returns a function that ends the subscription. */
  subscribe(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(event: Event): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
