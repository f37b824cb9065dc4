import type { ShelfEvent, ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';
import { useApp } from '../app-context.tsx';
import type { AppServices } from '../app-services.ts';
import { useStore } from '../store.ts';
import { createStream, liveValue, type Stream } from '../stream.ts';

const streams = new WeakMap<AppServices, Stream<readonly ShelfPrompt[]>>();

/** Every kept prompt, the one used or changed last first; null before they are known. */
export function useShelf(): readonly ShelfPrompt[] | null {
  return useStore(shelfStreamOf(useApp()).store, liveValue);
}

/** The same with how it is known: waiting, there or failed. */
export function shelfStreamOf(app: AppServices): Stream<readonly ShelfPrompt[]> {
  const known = streams.get(app);
  if (known !== undefined) return known;
  const stream = createStream({
    subscribe: (observer) => app.client.shelf.watch.subscribe(undefined, observer),
    reduce: (_before: readonly ShelfPrompt[] | null, { prompts }: ShelfEvent) => prompts,
  });
  streams.set(app, stream);
  return stream;
}
