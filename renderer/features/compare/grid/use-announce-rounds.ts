import { useEffect } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { ComparisonState } from '../../../state/compare/comparison-state.ts';
import type { Store } from '../../../state/store.ts';

/** Has it said once all answers of a round have ended, never while they grow. */
export function useAnnounceRounds(shown: Store<ComparisonState>): void {
  const { announce } = useApp();
  useEffect(() => {
    let runningIds = new Set<Round['id']>();
    return shown.subscribe(() => {
      const state = shown.get();
      if (state.status !== 'ready') return;
      for (const round of state.rounds) {
        if (round.progress === null && runningIds.has(round.id)) announce(endingWords(round));
      }
      runningIds = new Set(state.rounds.filter(({ progress }) => progress !== null).map(({ id }) => id));
    });
  }, [announce, shown]);
}

function endingWords({ answers }: Round): string {
  const failed = answers.filter(({ status }) => status === 'failed').length;
  const finished = answers.length - failed;
  return failed === 0
    ? t('compare.announce-done', { count: finished })
    : t('compare.announce-done-failed', { finished, failed });
}
