import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';
import type { AppAction } from '../../../state/app-services.ts';
import type { ComparisonStore } from '../../../state/compare/comparison-store.ts';
import { useActions } from '../../../state/hooks.ts';
import { createStore } from '../../../state/store.ts';

type Situation = {
  readonly store: ComparisonStore;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onRename: () => void;
};

/** Offers an open comparison's commands to the palette and the keyboard. */
export function useCompareActions(situation: Situation): void {
  // Registered once: the commands look up what is shown when they run.
  const [latest] = useState(() => createStore(situation));
  useLayoutEffect(() => latest.set(situation));
  useActions(useMemo(() => createActions(latest.get), [latest]));
}

function runningRound({ store }: Situation): Round | null {
  const state = store.shown.get();
  return state.status === 'ready' ? (state.rounds.findLast(({ progress }) => progress !== null) ?? null) : null;
}

function createActions(now: () => Situation): readonly AppAction[] {
  const isReady = (): boolean => now().store.shown.get().status === 'ready';
  return [
    {
      id: 'compare.stop',
      label: 'action.compare-stop',
      icon: 'stop',
      section: 'compare',
      shortcut: { keys: 'escape' },
      isEnabled: () => runningRound(now()) !== null,
      run: async ({ client }) => {
        const round = runningRound(now());
        if (round !== null) await client.compare.stopRound.mutate({ roundId: round.id });
      },
    },
    {
      id: 'compare.rename',
      label: 'compare.rename',
      icon: 'rename',
      section: 'compare',
      shortcut: { keys: 'f2' },
      isEnabled: isReady,
      run: () => now().onRename(),
    },
    {
      id: 'compare.focus-composer',
      label: 'action.compare-focus',
      icon: 'compare',
      section: 'compare',
      shortcut: { keys: 'alt+m' },
      isEnabled: isReady,
      run: () => now().field.current?.focus(),
    },
    ...movingActions(),
  ];
}

function movingActions(): readonly AppAction[] {
  const move = (step: 1 | -1): Pick<AppAction, 'section' | 'run'> => ({
    section: 'compare',
    run: () => moveRound(step),
  });
  return [
    {
      id: 'compare.next-round',
      label: 'action.compare-next-round',
      icon: 'arrow-down',
      shortcut: { keys: 'alt+arrowdown' },
      ...move(1),
    },
    {
      id: 'compare.previous-round',
      label: 'action.compare-previous-round',
      icon: 'arrow-up',
      shortcut: { keys: 'alt+arrowup' },
      ...move(-1),
    },
  ];
}

/** Leads to the first answer of the next or previous round, seen from the one that has the focus or from the end. */
function moveRound(step: 1 | -1): void {
  const rounds = [...document.querySelectorAll<HTMLElement>('[data-round]')];
  const current = rounds.findIndex((round) => round.contains(document.activeElement));
  const place = current === -1 ? rounds.length - 1 : current + step;
  const round = rounds[place];
  if (round === undefined) return;
  round.querySelector<HTMLElement>('[data-answer]')?.focus({ preventScroll: true });
  round.scrollIntoView({ block: 'start' });
}
