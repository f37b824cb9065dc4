import type { AnswerFigures, TextStatistics } from '../../contract/answer-figures.ts';
import type { Message } from '../../contract/chat.ts';
import type { Answer, Comparison, Round, RoundProgress } from '../../contract/compare.ts';
import type { Contestant } from '../../contract/contestants.ts';
import type { AppErrorData } from '../../contract/errors.ts';
import type { ContestantId } from '../../contract/ids.ts';
import type { RoundVote } from '../../contract/votes.ts';
import type { AnswerRecord, ComparisonRecord, RoundRecord } from '../ports/compare-repository.ts';
import type { LiveAnswer, LiveRounds } from './round-runner.ts';

export type AnswerFacts = {
  readonly record: AnswerRecord;
  readonly contestant: Contestant | null;
  /** With the words that are not on disk yet; null until it was asked. */
  readonly message: Message | null;
  readonly live: LiveAnswer | null;
  /** What kept it from being asked at all. */
  readonly failure: AppErrorData | null;
  readonly released: ReturnType<LiveRounds['released']>;
  readonly figures: AnswerFigures | null;
  /** Null while it is written. */
  readonly textStatistics: TextStatistics | null;
};

export type RoundFacts = {
  readonly record: RoundRecord;
  /** By place. */
  readonly answers: readonly AnswerFacts[];
  readonly progress: RoundProgress | null;
  readonly vote: RoundVote | null;
};

/** Names, figures and order are hidden until the round is revealed. */
export function isVeiled(round: Pick<RoundRecord, 'isBlind' | 'isRevealed'>): boolean {
  return round.isBlind && !round.isRevealed;
}

/** A round as a page may know it. */
export function viewRound({ record, answers, progress, vote }: RoundFacts): Round {
  const veiled = isVeiled(record);
  const { id, text, attachments, tags, seed, isBlind, createdAtMs } = record;
  return {
    ...{ id, text, attachments, tags, seed, isBlind, createdAtMs },
    isVeiled: veiled,
    progress,
    answers: answers.map((answer) => viewAnswer(answer, veiled)),
    vote,
  };
}

export function viewAnswer(facts: AnswerFacts, veiled: boolean): Answer {
  return veiled ? veiledAnswer(facts) : openAnswer(facts);
}

function openAnswer({ record, contestant, message, live, failure, ...facts }: AnswerFacts): Answer {
  return {
    id: record.id,
    place: record.place,
    columnId: record.columnId,
    contestant,
    status: live?.status ?? storedStatus(message, failure),
    phase: live?.phase ?? null,
    text: message?.text ?? '',
    reasoning: message?.reasoning ?? '',
    stopReason: message?.stopReason ?? null,
    error: failure ?? message?.error ?? null,
    messageId: record.messageId,
    versionIds: message?.siblingIds ?? [],
    stats: message?.stats ?? null,
    figures: facts.figures,
    textStatistics: live === null ? facts.textStatistics : null,
  };
}

/** Everything that tells one contestant from another is left out, by name: a field that is new here has to be thought about. */
function veiledAnswer({ record, message, live, failure, released }: AnswerFacts): Answer {
  const text = message?.text ?? '';
  const isWhole = released === null || released.isAll;
  const status = live?.status ?? (isWhole ? storedStatus(message, failure) : 'writing');
  const hasEnded = status !== 'waiting' && status !== 'writing';
  return {
    id: record.id,
    place: record.place,
    columnId: null,
    contestant: null,
    status,
    phase: null,
    text: released === null ? text : text.slice(0, released.length),
    reasoning: '',
    stopReason: null,
    error: hasEnded && (failure ?? message?.error) ? neutralError : null,
    messageId: null,
    versionIds: [],
    stats: null,
    figures: null,
    textStatistics: null,
  };
}

/** What went wrong would tell the model: its name, its size, its settings. */
const neutralError: AppErrorData = { code: 'answer-failed', params: {}, isRetryable: true };

function storedStatus(message: Message | null, failure: AppErrorData | null): Answer['status'] {
  if (failure !== null) return 'failed';
  if (message === null) return 'not-asked';
  return message.status === 'streaming' ? 'writing' : message.status;
}

/** @param rounds those of the comparison: while one is veiled, nothing tells who takes part. */
export function viewComparison(
  record: ComparisonRecord,
  rounds: readonly Pick<RoundRecord, 'isBlind' | 'isRevealed'>[],
  contestants: ReadonlyMap<ContestantId, Contestant>,
): Comparison {
  const { id, title, mode, timing, revealsAfterVote, source, createdAtMs, updatedAtMs } = record;
  const shown = record.columns.filter(({ isRemoved }) => !isRemoved);
  const veiled = rounds.some(isVeiled);
  return {
    ...{ id, title, mode, timing, revealsAfterVote, source, createdAtMs, updatedAtMs },
    columns: veiled
      ? []
      : shown.flatMap((column) => {
          const contestant = contestants.get(column.contestantId);
          return contestant ? [{ id: column.id, contestant }] : [];
        }),
    columnCount: shown.length,
    isVeiled: veiled,
  };
}
