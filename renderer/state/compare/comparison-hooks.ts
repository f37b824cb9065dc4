import { useEffect, useMemo } from 'react';
import type { Answer } from '../../../main/contract/compare.ts';
import type { ComparisonId } from '../../../main/contract/ids.ts';
import { useApp } from '../app-context.tsx';
import { createFrameSchedule } from '../chat/frame-schedule.ts';
import { useStore, type Store } from '../store.ts';
import type { ComparisonState, LiveAnswer } from './comparison-state.ts';
import { ComparisonStore } from './comparison-store.ts';

function sincePageOpened(): number {
  return performance.now();
}

/** Follows the comparison while the component is shown. */
export function useComparisonStore(comparisonId: ComparisonId): ComparisonStore {
  const { client } = useApp();
  const store = useMemo(
    () =>
      new ComparisonStore({
        subscribe: (observer) => client.compare.watch.subscribe({ comparisonId }, observer),
        schedule: createFrameSchedule(window),
        nowMs: sincePageOpened,
        onFault: (message) => reportError(new Error(message)),
      }),
    [client, comparisonId],
  );
  useEffect(() => store.open(), [store]);
  return store;
}

/** The newest of an answer under way; null once it has ended. Renders for this answer's own pieces only. */
export function useLiveAnswer(store: Store<ComparisonState>, id: Answer['id']): LiveAnswer | null {
  return useStore(store, (state) => (state.status === 'ready' ? (state.live.get(id) ?? null) : null));
}
