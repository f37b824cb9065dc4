import type { ComparisonLine, ComparisonListEvent } from '../../../main/contract/compare.ts';
import { useApp } from '../app-context.tsx';
import type { AppServices } from '../app-services.ts';
import { useStore } from '../store.ts';
import { createStream, liveValue, type Stream } from '../stream.ts';

const streams = new WeakMap<AppServices, Stream<readonly ComparisonLine[]>>();

/** Every comparison, the one changed last first; null before they are known. */
export function useComparisonList(): readonly ComparisonLine[] | null {
  return useStore(streamOf(useApp()).store, liveValue);
}

function streamOf(app: AppServices): Stream<readonly ComparisonLine[]> {
  const known = streams.get(app);
  if (known !== undefined) return known;
  const stream = createStream({
    subscribe: (observer) => app.client.compare.watchList.subscribe(undefined, observer),
    reduce: reduceComparisonList,
  });
  streams.set(app, stream);
  return stream;
}

export function reduceComparisonList(
  before: readonly ComparisonLine[] | null,
  event: ComparisonListEvent,
): readonly ComparisonLine[] | null {
  if (event.type === 'snapshot') return event.lines;
  const id = event.type === 'removed' ? event.comparisonId : event.line.id;
  const others = (before ?? []).filter((line) => line.id !== id);
  if (event.type === 'removed') return others;
  return [...others, event.line].toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
}
