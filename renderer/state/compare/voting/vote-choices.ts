import type { Answer, Comparison, Round } from '../../../../main/contract/compare.ts';
import type { AnswerId } from '../../../../main/contract/ids.ts';
import { isUnderWay } from '../comparison-state.ts';
import { answerLetter, roundCells } from '../round-cells.ts';

/** An answer as it can be chosen. */
export type VoteChoice = {
  readonly answerId: AnswerId;
  /** Its key; 1 is the first of the row. */
  readonly number: number;
  /** Null where rows stand under names from the start. */
  readonly letter: string | null;
  /** Null while it is hidden. */
  readonly name: string | null;
  readonly modelId: string | null;
  /** One that failed, or ended before its first word, is never the best. */
  readonly canBeBest: boolean;
};

/** Answers of a round in the order in which they are shown. */
export function voteChoices(round: Round, shown: Pick<Comparison, 'mode' | 'columns'>): readonly VoteChoice[] {
  const { cells } = roundCells(round, shown);
  return cells.flatMap(({ answer }, index) =>
    answer === null
      ? []
      : [
          {
            answerId: answer.id,
            number: index + 1,
            letter: round.isBlind ? answerLetter(answer.place) : null,
            name: answer.contestant?.name ?? null,
            modelId: answer.contestant?.setup.modelId ?? null,
            canBeBest: canBeBest(answer),
          },
        ],
  );
}

/**
 *   writing ──all ended──▶ open ──vote──▶ voted
 *                │           ◀──undo────────┘
 *                └──▶ few: fewer than two answers to choose from
 */
export type VotingStage = 'writing' | 'few' | 'open' | 'voted';

export function votingStage({ progress, answers, vote }: Round): VotingStage {
  if (vote !== null) return 'voted';
  if (progress !== null || answers.some(isUnderWay)) return 'writing';
  return answers.filter(canBeBest).length < 2 ? 'few' : 'open';
}

function canBeBest({ status, text }: Answer): boolean {
  return status === 'complete' || ((status === 'stopped' || status === 'interrupted') && text.trim() !== '');
}
