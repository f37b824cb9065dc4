import { useCallback, useDeferredValue } from 'react';
import type { ComparisonLine } from '../../../../main/contract/compare.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useComparisonList } from '../../../state/compare/comparison-list.ts';
import { useAnswer } from '../../../state/use-answer.ts';

export type HistoryEntry = {
  readonly line: ComparisonLine;
  /** Where the words were found; null outside of a search, or where the title has them. */
  readonly snippet: string | null;
};

/** Comparisons with these words in their title, prompts or answers; all of them without words. Null: not known yet. */
export function useHistory(query: string): readonly HistoryEntry[] | null {
  const { client } = useApp();
  const lines = useComparisonList();
  const words = useDeferredValue(query.trim());
  const ask = useCallback(
    (signal: AbortSignal) =>
      words === '' ? Promise.resolve(null) : client.compare.search.query({ words }, { signal }),
    [client, words],
  );
  const found = useAnswer(ask).latest;
  if (lines === null) return null;
  if (words === '' || found === null) return lines.map((line) => ({ line, snippet: null }));
  const byId = new Map(lines.map((line) => [line.id, line]));
  return found.flatMap(({ id, snippet }) => {
    const line = byId.get(id);
    return line === undefined ? [] : [{ line, snippet }];
  });
}
