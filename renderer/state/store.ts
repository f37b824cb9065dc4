import { useSyncExternalStore } from 'react';

/** A value that can be watched. Values are replaced, never changed in place. */
export interface Store<T> {
  get(): T;
  set(next: T | ((previous: T) => T)): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const replaced = typeof next === 'function' ? (next as (previous: T) => T)(value) : next;
      if (Object.is(replaced, value)) return;
      value = replaced;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The part of a store a component shows; it renders again only when that part is another value (`Object.is`). */
export function useStore<T, Part = T>(store: Store<T>, select?: (value: T) => Part): Part {
  const read = (): Part => (select === undefined ? (store.get() as unknown as Part) : select(store.get()));
  return useSyncExternalStore(store.subscribe, read, read);
}
