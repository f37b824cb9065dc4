import { useEffect } from 'react';
import { useApp } from './app-context.tsx';
import type { AppServices } from './app-services.ts';
import { createStore, type Store } from './store.ts';

export type TextFileTaker = { readonly take: (files: readonly File[]) => void };

const takers = new WeakMap<AppServices, Store<TextFileTaker | null>>();

/** Who takes text files that are dropped on the window; null: everything dropped is for the library. */
export function textFileTaker(app: AppServices): Store<TextFileTaker | null> {
  const taker = takers.get(app) ?? createStore<TextFileTaker | null>(null);
  takers.set(app, taker);
  return taker;
}

/** Takes dropped text files while it is shown. */
export function useDroppedText(take: TextFileTaker['take']): void {
  const app = useApp();
  useEffect(() => {
    const store = textFileTaker(app);
    const own = { take };
    store.set(own);
    return () => store.set((current) => (current === own ? null : current));
  }, [app, take]);
}
