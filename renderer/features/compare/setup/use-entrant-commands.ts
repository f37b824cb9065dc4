import { useMemo } from 'react';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { withCopy, withMoved, withNext, withoutEntrant, withSetup } from '../../../state/compare/setup/line-up.ts';
import type { EditedLineUp } from '../../../state/compare/setup/setup-hooks.ts';

export type EntrantCommands = {
  readonly change: (key: string, setup: ContestantSetup) => void;
  readonly duplicate: (key: string) => void;
  readonly move: (key: string, step: -1 | 1) => void;
  readonly remove: (key: string) => void;
  readonly add: () => void;
};

/** What can be done with the contestants of a comparison that has not begun; each is told to screen readers. */
export function useEntrantCommands({ lineUp, change }: EditedLineUp, ranked: readonly Model[]): EntrantCommands {
  const { announce } = useApp();
  return useMemo(() => {
    const placeOf = (key: string): number => lineUp.entrants.findIndex((known) => known.key === key);
    return {
      change: (key, setup) => change((before) => withSetup(before, key, setup)),
      duplicate(key) {
        change((before) => withCopy(before, key));
        announce(t('compare-setup.added', { number: placeOf(key) + 2 }));
        focusEntrant(placeOf(key) + 1);
      },
      move(key, step) {
        const from = placeOf(key);
        change((before) => withMoved(before, key, step));
        announce(t('compare-setup.moved', { from: from + 1, to: from + step + 1 }));
        focusEntrant(from + step, 'menu');
      },
      remove(key) {
        const place = placeOf(key);
        change((before) => withoutEntrant(before, key));
        announce(t('compare-setup.removed', { number: place + 1 }));
        focusEntrant(Math.min(place, lineUp.entrants.length - 2));
      },
      add() {
        change((before) => withNext(before, ranked));
        announce(t('compare-setup.added', { number: lineUp.entrants.length + 1 }));
        focusEntrant(lineUp.entrants.length);
      },
    };
  }, [announce, change, lineUp, ranked]);
}

/** Rows are there after React has drawn them: the focus goes to where the contestant stands now. */
function focusEntrant(place: number, control: 'model' | 'menu' = 'model'): void {
  requestAnimationFrame(() => {
    const row = document.querySelectorAll<HTMLElement>('[data-entrant]')[place];
    const buttons = [...(row?.querySelectorAll<HTMLElement>('button') ?? [])];
    buttons.at(control === 'model' ? 0 : -1)?.focus();
  });
}
