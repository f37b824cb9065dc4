import { useCallback, useEffect, useState } from 'react';
import { isCancelled, toAppError } from '../api/to-app-error.ts';
import type { StreamState } from './stream.ts';

export type Answer<T> = {
  readonly state: StreamState<T>;
  /** The last answer there was, also while another question is under way. */
  readonly latest: T | null;
  retry(): void;
};

type Known<T> = { readonly question: unknown; readonly attempt: number; readonly state: StreamState<T> };
const waiting = { status: 'waiting' } as const;

/** Asks once for each question and once for each retry; a question that is no longer shown is taken back. */
export function useAnswer<T>(ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [attempt, setAttempt] = useState(0);
  const [known, setKnown] = useState<Known<T> | null>(null);
  const [latest, setLatest] = useState<T | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    ask(controller.signal).then(
      (value) => {
        if (controller.signal.aborted) return;
        setKnown({ question: ask, attempt, state: { status: 'live', value } });
        setLatest(value);
      },
      (failure: unknown) => {
        const error = toAppError(failure);
        if (controller.signal.aborted || isCancelled(error)) return;
        setKnown({ question: ask, attempt, state: { status: 'failed', error } });
      },
    );
    return () => controller.abort();
  }, [ask, attempt]);
  const isCurrent = known !== null && known.question === ask && known.attempt === attempt;
  return { state: isCurrent ? known.state : waiting, latest, retry: useCallback(() => setAttempt((n) => n + 1), []) };
}
