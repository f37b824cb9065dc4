import { AppError } from '../../contract/errors.ts';
import type { AnswerId, ContestantId, VoteId } from '../../contract/ids.ts';
import type { VoteOutcome } from '../../contract/votes.ts';
import { textStatistics } from '../compare/text-statistics.ts';
import type { RoundRecord } from '../ports/compare-repository.ts';
import type { VoteRecord } from '../ports/vote-repository.ts';
import type { VotedAnswer } from './voted-answers.ts';

type Marks = Readonly<Record<string, number>>;
export type Verdict = {
  readonly outcome: VoteOutcome;
  readonly bestId: AnswerId | null;
  readonly marks: Readonly<Record<string, Marks>>;
  readonly note: string;
};
export type NewVoteFacts = {
  readonly id: VoteId;
  readonly input: Verdict;
  readonly round: RoundRecord;
  readonly answers: readonly (VotedAnswer & {
    readonly contestant: { readonly id: ContestantId; readonly name: string };
  })[];
  /** The vote that this one replaces. */
  readonly before: VoteRecord | null;
  readonly nowMs: number;
};

/** @throws AppError `bad-request` for fewer than two answers, and where the best one is none of them. */
export function newVote({ id, input, round, answers, before, nowMs }: NewVoteFacts): VoteRecord {
  if (answers.length < 2) throw new AppError('bad-request', { detail: 'fewer than two answers to vote on' });
  const isBest = (answerId: AnswerId): boolean => input.outcome === 'best' && answerId === input.bestId;
  if ((input.outcome === 'best') !== answers.some(({ answer }) => isBest(answer.id))) {
    throw new AppError('bad-request', { detail: 'the best answer is none that can be voted on' });
  }
  const isVeiled = round.isBlind && !round.isRevealed;
  // Names that came out after a blind verdict do not make it less blind; marks given after that would be.
  const kept = before !== null && before.isBlind && !isVeiled && isSame(before, input, answers) ? before : null;
  const marksOf = (answerId: AnswerId): Marks =>
    (kept === null ? input.marks[answerId] : kept.entries.find((entry) => entry.answerId === answerId)?.marks) ?? {};
  return {
    id,
    roundId: round.id,
    origin: 'here',
    prompt: round.text,
    outcome: input.outcome,
    isBlind: isVeiled || kept !== null,
    tags: round.tags,
    note: input.note,
    entries: answers.map(({ answer, contestant, text, turns }) => ({
      answerId: answer.id,
      contestantId: contestant.id,
      name: contestant.name,
      isBest: isBest(answer.id),
      text,
      turns,
      textStatistics: textStatistics(text),
      marks: marksOf(answer.id),
    })),
    createdAtMs: kept?.createdAtMs ?? nowMs,
  };
}

/** The same verdict on the same words: words that came after the names were never judged blindly. */
function isSame(vote: VoteRecord, input: Verdict, answers: NewVoteFacts['answers']): boolean {
  const texts = new Map(vote.entries.map(({ answerId, text }) => [answerId, text]));
  if (texts.size !== answers.length || answers.some(({ answer, text }) => texts.get(answer.id) !== text)) return false;
  const bestId = vote.entries.find((entry) => entry.isBest)?.answerId ?? null;
  return vote.outcome === input.outcome && bestId === (input.outcome === 'best' ? input.bestId : null);
}
