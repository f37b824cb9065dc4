import type { Message } from '../../contract/chat.ts';
import type { Answer, Comparison, ComparisonLine, Round } from '../../contract/compare.ts';
import type { AnswerId, ComparisonId, ContestantId, MessageId, RoundId } from '../../contract/ids.ts';
import type {
  AnswerRecord,
  ColumnRecord,
  ComparisonRecord,
  RoundCount,
  RoundRecord,
} from '../ports/compare-repository.ts';
import { comparisonOf, roundOf, type ComparePorts } from './compare-parts.ts';
import { isVeiled, viewAnswer, viewComparison, viewRound, type AnswerFacts } from './compare-view.ts';
import type { Contestants } from './contestants/contestants.ts';
import type { LiveRounds } from './round-runner.ts';
import { StatisticsCache } from './statistics-cache.ts';

export type ViewPorts = ComparePorts & {
  readonly contestants: Contestants;
  readonly live: LiveRounds;
};

const noRounds: RoundCount = { rounds: 0, votes: 0, veiled: 0 };

/** Gathers what views are made of. Nothing leaves here that a veiled round hides. */
export class CompareViews {
  readonly #ports: ViewPorts;
  readonly #statistics = new StatisticsCache();

  constructor(ports: ViewPorts) {
    this.#ports = ports;
  }

  /** Neither erased nor deleted. */
  isThere(id: ComparisonId): boolean {
    return this.#ports.repository.find(id) !== null;
  }

  /** @throws AppError `not-found`. */
  comparison(id: ComparisonId): Comparison {
    const record = comparisonOf({ ports: this.#ports }, id);
    return this.#comparison(record, this.#ports.repository.rounds(id));
  }

  /** A comparison with all its rounds. @throws AppError `not-found`. */
  whole(id: ComparisonId): { readonly comparison: Comparison; readonly rounds: readonly Round[] } {
    const record = comparisonOf({ ports: this.#ports }, id);
    const rounds = this.#ports.repository.rounds(id);
    return { comparison: this.#comparison(record, rounds), rounds: this.#rounds(record, rounds) };
  }

  /** @throws AppError `not-found`. */
  round(id: RoundId): Round {
    const record = roundOf({ ports: this.#ports }, id);
    const [round] = this.#rounds(comparisonOf({ ports: this.#ports }, record.comparisonId), [record]);
    if (!round) throw new Error('a round has a view');
    return round;
  }

  /** @throws AppError `not-found`. */
  answer(id: AnswerId): { readonly roundId: RoundId; readonly answer: Answer } {
    const stored = this.#ports.repository.findAnswer(id);
    const record = roundOf({ ports: this.#ports }, stored?.roundId ?? ('' as RoundId));
    const comparison = comparisonOf({ ports: this.#ports }, record.comparisonId);
    const [round] = this.#inPlace(comparison, [record]);
    const answer = round?.answers.find((one) => one.id === id);
    if (!round || !answer) throw new Error('an answer is in its round');
    const [facts] = this.#facts(comparison, [answer]);
    if (!facts) throw new Error('an answer has facts');
    return { roundId: round.id, answer: viewAnswer(facts, isVeiled(round)) };
  }

  lines(): ComparisonLine[] {
    const { repository } = this.#ports;
    const records = repository.list();
    const counts = repository.roundCounts();
    const contestants = this.#ports.contestants.describe(
      records.flatMap(({ columns }) => columns.map(({ contestantId }) => contestantId)),
    );
    return records.map((record) => {
      const count = counts.get(record.id) ?? noRounds;
      return this.#line(record, count, contestants);
    });
  }

  /** @throws AppError `not-found`. */
  line(id: ComparisonId): ComparisonLine {
    const record = comparisonOf({ ports: this.#ports }, id);
    const count = this.#ports.repository.roundCounts(id).get(id) ?? noRounds;
    const contestants = this.#ports.contestants.describe(record.columns.map(({ contestantId }) => contestantId));
    return this.#line(record, count, contestants);
  }

  #line(record: ComparisonRecord, count: RoundCount, contestants: ReturnType<Contestants['describe']>): ComparisonLine {
    const shown = record.columns.filter(({ isRemoved }) => !isRemoved);
    const named = count.veiled > 0 ? [] : shown.flatMap(({ contestantId }) => contestants.get(contestantId) ?? []);
    return {
      id: record.id,
      title: record.title,
      mode: record.mode,
      contestants: named.map(({ name, setup }) => ({ name, modelId: setup.modelId })),
      columnCount: shown.length,
      rounds: count.rounds,
      votes: count.votes,
      isRunning: this.#ports.live.isRunning(record.id),
      updatedAtMs: record.updatedAtMs,
    };
  }

  #comparison(record: ComparisonRecord, rounds: readonly RoundRecord[]): Comparison {
    const contestants = this.#ports.contestants.describe(record.columns.map(({ contestantId }) => contestantId));
    return viewComparison(record, rounds, contestants);
  }

  #rounds(comparison: ComparisonRecord, records: readonly RoundRecord[]): Round[] {
    const rounds = this.#inPlace(comparison, records);
    const votes = this.#ports.votesOf(rounds.map(({ id }) => id));
    const facts = Map.groupBy(
      this.#facts(
        comparison,
        rounds.flatMap(({ answers }) => answers),
      ),
      ({ record }) => record.roundId,
    );
    return rounds.map((record) =>
      viewRound({
        record,
        answers: facts.get(record.id) ?? [],
        progress: this.#ports.live.progress(record.id),
        vote: votes.get(record.id) ?? null,
      }),
    );
  }

  /** Answers of open rounds stand as their columns stand now; those of blind ones as was drawn. */
  #inPlace({ columns }: ComparisonRecord, rounds: readonly RoundRecord[]): RoundRecord[] {
    const order = new Map(columns.map(({ id }, place) => [id, place]));
    const gone = new Set(columns.flatMap(({ id, isRemoved }) => (isRemoved ? [id] : [])));
    return rounds.map((round) => {
      if (isVeiled(round)) return round;
      // Whoever left without a word leaves no place.
      const said = round.answers.filter(({ columnId, messageId }) => messageId !== null || !gone.has(columnId));
      if (round.isBlind) return { ...round, answers: said };
      const answers = said.toSorted((a, b) => (order.get(a.columnId) ?? 0) - (order.get(b.columnId) ?? 0));
      return { ...round, answers: answers.map((answer, place) => ({ ...answer, place })) };
    });
  }

  #facts({ columns }: ComparisonRecord, answers: readonly AnswerRecord[]): AnswerFacts[] {
    const { repository, contestants, live } = this.#ports;
    const byId = new Map(columns.map((column) => [column.id, column]));
    const described = contestants.describe([...new Set(columns.map(({ contestantId }) => contestantId))]);
    const ids = answers.flatMap(({ messageId }) => messageId ?? []);
    const messages = this.#messages(ids, columns);
    const figures = repository.figures(ids);
    return answers.map((record) => {
      const contestantId: ContestantId | undefined = byId.get(record.columnId)?.contestantId;
      const message = (record.messageId && messages.get(record.messageId)) ?? null;
      const hasEnded = message !== null && message.status !== 'streaming';
      return {
        record,
        contestant: (contestantId && described.get(contestantId)) ?? null,
        message,
        live: live.answer(record.id),
        failure: live.failure(record.id),
        released: live.released(record.id),
        figures: (record.messageId && figures.get(record.messageId)) ?? null,
        textStatistics: hasEnded ? this.#statistics.of(message.id, message.text) : null,
      };
    });
  }

  /** With the words that are not on disk yet. */
  #messages(ids: readonly MessageId[], columns: readonly ColumnRecord[]): ReadonlyMap<MessageId, Message> {
    const { conversations, chat } = this.#ports;
    const writing = new Map(
      columns.flatMap(({ conversationId }) => {
        const message = chat.writing(conversationId);
        return message ? [[message.id, message] as const] : [];
      }),
    );
    return new Map(
      conversations.findMessages(ids).map((message) => {
        const live = writing.get(message.id);
        return [message.id, live ? { ...live, siblingIds: message.siblingIds } : message];
      }),
    );
  }
}
