import { useMemo } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';
import type { Shortcut } from '../../../actions/shortcut.ts';
import type { AppAction, AppServices } from '../../../state/app-services.ts';
import type { ComparisonState } from '../../../state/compare/comparison-state.ts';
import { castVote, undoVote, type Verdict } from '../../../state/compare/voting/vote-commands.ts';
import { voteChoices, votingStage, type VoteChoice } from '../../../state/compare/voting/vote-choices.ts';
import { useActions } from '../../../state/hooks.ts';
import type { Store } from '../../../state/store.ts';

/** Leads there from a field, where the other keys are letters. */
export const goToVerdict: Shortcut = { keys: 'alt+v' };

type Target = { readonly round: Round; readonly choices: readonly VoteChoice[] };
type FindTarget = () => Target | null;

/** Votes by key on the round that has the focus, else on the last one. Where somebody types, the keys are letters. */
export function useVotingActions(store: Store<ComparisonState>): void {
  useActions(useMemo(() => createActions(() => targetOf(store.get())), [store]));
}

function targetOf(state: ComparisonState): Target | null {
  if (state.status !== 'ready') return null;
  const focused = document.activeElement?.closest<HTMLElement>('[data-round]')?.dataset.round;
  const round = state.rounds.find(({ id }) => id === focused) ?? state.rounds.at(-1);
  return round === undefined ? null : { round, choices: voteChoices(round, state.comparison) };
}

function createActions(find: FindTarget): readonly AppAction[] {
  const stageOf = (): ReturnType<typeof votingStage> | null => {
    const target = find();
    return target === null ? null : votingStage(target.round);
  };
  const isOpen = (): boolean => stageOf() === 'open';
  const vote = async (app: AppServices, verdictOf: (target: Target) => Verdict | null): Promise<void> => {
    const target = find();
    const verdict = target === null ? null : verdictOf(target);
    if (target !== null && verdict !== null) await castVote(app, target.round, verdict);
  };
  const canReveal = (): boolean => find()?.round.isVeiled === true && stageOf() !== 'writing';
  return [
    ...bestActions(find, vote),
    {
      ...{
        id: 'compare.vote-tie',
        label: 'action.vote-tie',
        icon: 'done',
        section: 'compare',
        shortcut: { keys: 't' },
      },
      isEnabled: isOpen,
      run: (app) => vote(app, () => ({ outcome: 'tie', bestId: null })),
    },
    {
      ...{ id: 'compare.vote-all-bad', label: 'action.vote-all-bad', icon: 'done', section: 'compare' },
      shortcut: { keys: 'b' },
      isEnabled: isOpen,
      run: (app) => vote(app, () => ({ outcome: 'all-bad', bestId: null })),
    },
    {
      ...{ id: 'compare.vote-reveal', label: 'action.vote-reveal', icon: 'person', section: 'compare' },
      shortcut: { keys: 'r' },
      isEnabled: canReveal,
      run: async ({ client }) => {
        const target = find();
        if (target !== null) await client.compare.reveal.mutate({ roundId: target.round.id });
      },
    },
    {
      ...{ id: 'compare.vote-undo', label: 'action.vote-undo', icon: 'regenerate', section: 'compare' },
      shortcut: { keys: 'u' },
      isEnabled: () => stageOf() === 'voted',
      run: async (app) => {
        const target = find();
        if (target !== null) await undoVote(app, target.round);
      },
    },
    {
      ...{ id: 'compare.vote-go', label: 'action.vote-go', icon: 'arrow-down', section: 'compare' },
      shortcut: goToVerdict,
      isEnabled: () => stageOf() === 'open' || stageOf() === 'voted',
      run: () => goToBar(find()),
    },
  ];
}

const ordinals = ['1', '2', '3', '4', '5', '6'] as const;

function bestActions(
  find: FindTarget,
  vote: (app: AppServices, verdictOf: (target: Target) => Verdict | null) => Promise<void>,
): readonly AppAction[] {
  return ordinals.map((key) => {
    const choiceOf = (target: Target | null): VoteChoice | undefined =>
      target === null || votingStage(target.round) !== 'open'
        ? undefined
        : target.choices.find(({ number, canBeBest }) => canBeBest && String(number) === key);
    return {
      id: `compare.vote-${key}`,
      label: `action.vote-${key}`,
      icon: 'done',
      section: 'compare',
      shortcut: { keys: key },
      isEnabled: () => choiceOf(find()) !== undefined,
      run: (app) =>
        vote(app, (target) => {
          const choice = choiceOf(target);
          return choice === undefined ? null : { outcome: 'best', bestId: choice.answerId };
        }),
    } satisfies AppAction;
  });
}

/** From there every key votes, also after typing in the composer. */
function goToBar(target: Target | null): void {
  if (target === null) return;
  const bar = document.querySelector<HTMLElement>(`[data-voting="${CSS.escape(target.round.id)}"]`);
  (bar?.querySelector<HTMLElement>('button:not(:disabled)') ?? bar)?.focus({ preventScroll: true });
  bar?.scrollIntoView({ block: 'nearest' });
}
