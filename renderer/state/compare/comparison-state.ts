import type { Answer, CompareEvent, Comparison, Round } from '../../../main/contract/compare.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';

/** An answer under way with its newest text. */
export type LiveAnswer = Pick<Answer, 'text' | 'reasoning' | 'phase'>;

/**
 * One comparison as the server tells it. `live` holds the answers under way; the same answers stand in their rounds as they
 * were last sent, so that a delta leaves the rounds untouched.
 *
 *   loading ──snapshot──▶ ready ──deleted──▶ deleted
 *      └──────error──────▶ failed
 */
export type ComparisonState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppErrorData }
  | { readonly status: 'deleted' }
  | ReadyComparison;

export type ReadyComparison = {
  readonly status: 'ready';
  readonly comparison: Comparison;
  readonly rounds: readonly Round[];
  readonly live: ReadonlyMap<Answer['id'], LiveAnswer>;
};

/** `isOutOfStep`: a piece did not fit onto the text so far; only a fresh snapshot helps. */
export type ComparisonStep = { readonly state: ComparisonState; readonly isOutOfStep: boolean };

type EventOf<Type extends CompareEvent['type']> = Extract<CompareEvent, { type: Type }>;

/** Applies one event of `compare.watch`. */
export function reduceComparison(state: ComparisonState, event: CompareEvent): ComparisonStep {
  if (event.type === 'snapshot') {
    const { comparison, rounds } = event;
    return inStep({ status: 'ready', comparison, rounds, live: withLive(new Map(), rounds.flatMap(answersOf)) });
  }
  if (event.type === 'deleted') return inStep({ status: 'deleted' });
  if (state.status !== 'ready') return inStep(state);
  switch (event.type) {
    case 'comparison-changed':
      return inStep({ ...state, comparison: event.comparison });
    case 'round-changed':
      return inStep(changeRound(state, event.round));
    case 'round-removed':
      return inStep({ ...state, rounds: state.rounds.filter(({ id }) => id !== event.roundId) });
    case 'answer-changed':
      return inStep(changeAnswer(state, event));
    case 'progress':
      return inStep(withRound(state, event.roundId, (round) => ({ ...round, progress: event.progress })));
    case 'answer-phase':
      return inStep(updateLive(state, event.answerId, (live) => ({ ...live, phase: event.phase })));
    case 'answer-delta':
      return applyDelta(state, event);
  }
}

/** Whether something of it may still change by itself. */
export function isUnderWay({ status }: Pick<Answer, 'status'>): boolean {
  return status === 'waiting' || status === 'writing';
}

function inStep(state: ComparisonState): ComparisonStep {
  return { state, isOutOfStep: false };
}

function answersOf(round: Round): readonly Answer[] {
  return round.answers;
}

function changeRound(state: ReadyComparison, round: Round): ReadyComparison {
  const isKnown = state.rounds.some(({ id }) => id === round.id);
  const rounds = isKnown
    ? state.rounds.map((known) => (known.id === round.id ? round : known))
    : [...state.rounds, round];
  return { ...state, rounds, live: withLive(state.live, round.answers) };
}

function changeAnswer(state: ReadyComparison, { roundId, answer }: EventOf<'answer-changed'>): ReadyComparison {
  const changed = withRound(state, roundId, (round) => ({
    ...round,
    answers: round.answers.map((known) => (known.id === answer.id ? answer : known)),
  }));
  return changed === state ? state : { ...changed, live: withLive(state.live, [answer]) };
}

function withRound(state: ReadyComparison, id: Round['id'], change: (round: Round) => Round): ReadyComparison {
  if (!state.rounds.some((round) => round.id === id)) return state;
  return { ...state, rounds: state.rounds.map((round) => (round.id === id ? change(round) : round)) };
}

function withLive(live: ReadyComparison['live'], answers: readonly Answer[]): ReadyComparison['live'] {
  const next = new Map(live);
  for (const answer of answers) {
    if (isUnderWay(answer)) next.set(answer.id, { ...newestOf(answer, live.get(answer.id)), phase: answer.phase });
    else next.delete(answer.id);
  }
  return next;
}

/** What is told of an answer as a whole may have been read before the last pieces of it went out. */
function newestOf({ text, reasoning }: Answer, known: LiveAnswer | undefined): Pick<LiveAnswer, 'text' | 'reasoning'> {
  const longer = (told: string, before: string | undefined): string =>
    before !== undefined && before.startsWith(told) && told !== '' ? before : told;
  return { text: longer(text, known?.text), reasoning: longer(reasoning, known?.reasoning) };
}

function updateLive(state: ReadyComparison, id: Answer['id'], change: (live: LiveAnswer) => LiveAnswer) {
  const known = state.live.get(id);
  return known === undefined ? state : { ...state, live: new Map(state.live).set(id, change(known)) };
}

function applyDelta(state: ReadyComparison, event: EventOf<'answer-delta'>): ComparisonStep {
  const known = state.live.get(event.answerId);
  if (known === undefined) return inStep(state);
  if (known[event.kind].length !== event.offset) return { state, isOutOfStep: true };
  return inStep(
    updateLive(state, event.answerId, (live) => ({ ...live, [event.kind]: live[event.kind] + event.text })),
  );
}
