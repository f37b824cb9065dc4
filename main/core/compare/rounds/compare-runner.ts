import type { ComparePlan, RoundProgress } from '../../../contract/compare.ts';
import { placeholderColumnId } from '../../../contract/compare.ts';
import { compareDraftKey } from '../../../contract/drafts.ts';
import { AppError, type AppErrorData } from '../../../contract/errors.ts';
import type { AnswerId, ComparisonId, RoundId } from '../../../contract/ids.ts';
import type { AnswerRecord, ColumnRecord, ComparisonRecord } from '../../ports/compare-repository.ts';
import { comparisonOf, newId, roundOf, type RunnerParts } from '../compare-parts.ts';
import { isVeiled } from '../compare-view.ts';
import type { LiveAnswer, RoundRunner } from '../round-runner.ts';
import { drawPlaces, drawSeed } from './draw-round.ts';
import { LockstepRelease } from './lockstep-release.ts';
import { columnOf, Questions, type Asked, type Begin } from './questions.ts';
import { RoundRun, type RunTask } from './round-run.ts';
import type { RunPorts } from './run-ports.ts';

/** Rounds and single answers on their way. Rounds take turns; a single answer goes ahead unless timing is to be fair. */
export class CompareRunner implements RoundRunner {
  readonly #parts: RunnerParts;
  readonly #ports: RunPorts;
  readonly #questions: Questions;
  readonly #runs = new Set<RoundRun>();
  /** Those that wait for no turn. */
  readonly #ahead = new Set<RoundRun>();
  readonly #endings: readonly (() => void)[];
  #turn: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(parts: RunnerParts, ports: RunPorts) {
    this.#parts = parts;
    this.#ports = ports;
    this.#questions = new Questions(parts, ports);
    const { pool, chat, contention } = ports;
    const note = (modelId: Parameters<typeof contention.setBusy>[0], state: string): void =>
      contention.setBusy(modelId, state === 'loading' || state === 'generating');
    for (const [modelId, { state }] of pool.runtimes()) note(modelId, state);
    this.#endings = [
      pool.subscribe((modelId, { state }) => note(modelId, state)),
      chat.watchReplies((news) => {
        if (news.type === 'reply-ended') contention.replyEnded(news.message.id);
        else if (news.phase.phase === 'prefilling' || news.phase.phase === 'generating') {
          contention.replyBegan(news.replyId);
        }
      }),
    ];
  }

  answer(id: AnswerId): LiveAnswer | null {
    return this.#ports.board.answer(id);
  }

  failure(id: AnswerId): AppErrorData | null {
    return this.#ports.board.failure(id);
  }

  progress(id: RoundId): RoundProgress | null {
    return this.#ports.board.progress(id);
  }

  released(id: AnswerId): { readonly length: number; readonly isAll: boolean } | null {
    return this.#ports.board.released(id);
  }

  isRunning(id: ComparisonId): boolean {
    return this.#ports.board.isRunning(id);
  }

  async plan(id: ComparisonId): Promise<ComparePlan> {
    const comparison = comparisonOf(this.#parts, id);
    const columns = shownColumns(comparison).map((column) => ({
      columnId: column.id,
      setup: this.#questions.setupOf(column),
    }));
    const plan = await this.#ports.planner.plan(columns, comparison.timing);
    return this.#parts.ports.repository.rounds(id).some(isVeiled) ? veiledPlan(plan) : plan;
  }

  planSetups({ setups, timing }: Parameters<RoundRunner['planSetups']>[0]): Promise<ComparePlan> {
    const columns = setups.map((setup, place) => ({
      columnId: placeholderColumnId(place),
      setup: this.#parts.contestants.freeze(setup),
    }));
    return this.#ports.planner.plan(columns, timing);
  }

  ask({ comparisonId, text, attachmentIds, tags }: Parameters<RoundRunner['ask']>[0]): { readonly roundId: RoundId } {
    this.#assertOpen();
    const comparison = comparisonOf(this.#parts, comparisonId);
    if (this.isRunning(comparisonId)) throw new AppError('conversation-busy');
    const columns = shownColumns(comparison);
    const { repository, clock } = this.#parts.ports;
    for (const { conversationId } of columns) this.#ports.chat.assertIdle(conversationId);
    const isBlind = comparison.mode === 'blind';
    const roundId = newId<RoundId>();
    repository.addRound({
      ...{ id: roundId, comparisonId, text, tags, attachmentIds, isBlind },
      seed: drawSeed(),
      createdAtMs: clock.now(),
      sentDraft: compareDraftKey(comparisonId),
      answers: drawPlaces(columns, isBlind),
    });
    const round = roundOf(this.#parts, roundId);
    this.#enqueue({ comparison, round }, round.answers, (answer) =>
      this.#questions.first({ comparison, round }, answer),
    );
    this.#parts.news.round(comparisonId, roundId);
    return { roundId };
  }

  runMissing(id: RoundId): void {
    this.#assertOpen();
    const wanted = roundOf(this.#parts, id);
    const comparison = comparisonOf(this.#parts, wanted.comparisonId);
    const { repository } = this.#parts.ports;
    const rounds = repository.rounds(comparison.id);
    const until = rounds.findIndex((round) => round.id === id);
    // Earlier rounds first: their answers are what the later ones go on from.
    const isMissing = (answer: AnswerRecord): boolean =>
      !this.#ports.board.isUnderWay(answer.id) && this.#questions.isMissing(answer);
    const columnIds = new Set(wanted.answers.filter(isMissing).map(({ columnId }) => columnId));
    const conversationIds = comparison.columns.flatMap((column) =>
      columnIds.has(column.id) ? [column.conversationId] : [],
    );
    if ([...this.#ahead].some((run) => conversationIds.some((one) => run.owes(one)))) {
      throw new AppError('conversation-busy');
    }
    for (const round of rounds.slice(0, until + 1)) {
      const answers = round.answers.filter((answer) => columnIds.has(answer.columnId) && isMissing(answer));
      const asked = { comparison, round };
      this.#enqueue(asked, answers, (answer) =>
        answer.messageId === null
          ? this.#questions.first(asked, answer)
          : this.#questions.another(asked, answer, round.seed),
      );
      if (answers.length > 0) this.#parts.news.round(comparison.id, round.id);
    }
    this.#parts.news.line(comparison.id);
  }

  regenerate(id: AnswerId): void {
    const { answer, ...asked } = this.#unowedAnswer(id);
    this.#runAlone(asked, answer, () =>
      answer.messageId === null ? this.#questions.first(asked, answer) : this.#questions.another(asked, answer),
    );
  }

  continueAnswer(id: AnswerId): void {
    const { answer, ...asked } = this.#unowedAnswer(id);
    if (isVeiled(asked.round)) throw new AppError('bad-request', { detail: 'names are hidden' });
    this.#runAlone(asked, answer, () => this.#questions.further(asked, answer));
  }

  /** Shows another version; the next round goes on from it where this one is the last. */
  selectVersion({ answerId, messageId }: Parameters<RoundRunner['selectVersion']>[0]): void {
    const { answer, round, comparison } = this.#idleAnswer(answerId);
    const [shown] = this.#parts.ports.conversations.findMessages(answer.messageId === null ? [] : [answer.messageId]);
    if (isVeiled(round) || !shown?.siblingIds.includes(messageId)) throw new AppError('not-found', { what: 'message' });
    this.#parts.ports.repository.setAnswerMessage(answerId, messageId);
    this.#ports.chat.tree.selectBranch(messageId);
    this.#parts.news.answer(comparison.id, answerId);
  }

  async stopRound(id: RoundId): Promise<void> {
    await this.#stop((run) => run.roundId === id);
  }

  async stopAnswer(id: AnswerId): Promise<void> {
    await Promise.all([...this.#runs].filter((run) => run.has(id)).map((run) => run.stopAnswer(id)));
  }

  async stopComparison(id: ComparisonId): Promise<void> {
    const isMeant = (run: RoundRun): boolean => run.comparisonId === id;
    await this.#stop(isMeant);
    // Nobody looks on any more: what is left of hidden words is not read out.
    for (const run of [...this.#runs].filter(isMeant)) run.unveil();
  }

  revealed(id: RoundId): void {
    for (const run of this.#runs) if (run.roundId === id) run.unveil();
  }

  dispose(): Promise<void> {
    this.#isClosing = true;
    for (const end of this.#endings) end();
    for (const run of this.#runs) run.close();
    return Promise.resolve();
  }

  async #stop(isMeant: (run: RoundRun) => boolean): Promise<void> {
    await Promise.all([...this.#runs].filter(isMeant).map((run) => run.stop()));
  }

  /** After all rounds that run already. */
  #enqueue(asked: Asked, answers: readonly AnswerRecord[], begin: (answer: AnswerRecord) => Begin): void {
    const run = this.#createRun(asked, answers, begin, false);
    if (run === null) return;
    this.#queue(run);
  }

  #runAlone(asked: Asked, answer: AnswerRecord, begin: () => Begin): void {
    this.#assertOpen();
    const run = this.#createRun(asked, [answer], begin, true);
    if (run === null) return;
    if (asked.comparison.timing === 'fair') this.#queue(run);
    else this.#runAhead(run);
    this.#parts.news.answer(asked.comparison.id, answer.id);
    this.#parts.news.line(asked.comparison.id);
  }

  #runAhead(run: RoundRun): void {
    this.#ahead.add(run);
    void run.over.then(() => this.#ahead.delete(run));
    void run.run();
  }

  /** Whatever happens to one round, the next ones have their turn. */
  #queue(run: RoundRun): void {
    this.#turn = this.#turn.then(() => run.run()).catch((error: unknown) => this.#ports.logger.error('round', error));
  }

  #createRun(
    { comparison, round }: Asked,
    answers: readonly AnswerRecord[],
    begin: (answer: AnswerRecord) => Begin,
    isAlone: boolean,
  ): RoundRun | null {
    const tasks = answers.flatMap((answer): RunTask[] => {
      const column = columnOf(comparison, answer);
      if (column.isRemoved && !isAlone) return [];
      const setup = this.#questions.setupOf(column);
      const { conversationId } = column;
      const { modelId } = setup;
      return [{ answerId: answer.id, columnId: column.id, conversationId, setup, modelId, begin: begin(answer) }];
    });
    if (tasks.length === 0) return null;
    const answerIds = tasks.map(({ answerId }) => answerId);
    // Where others are there already, the pace would be the one of those that are not.
    const isHeldToEnd = tasks.length < round.answers.length;
    const release = isVeiled(round) ? new LockstepRelease({ answerIds, isHeldToEnd }) : null;
    const { id: comparisonId, timing } = comparison;
    const run = new RoundRun({ comparisonId, roundId: round.id, timing, tasks, release }, this.#ports);
    this.#runs.add(run);
    void run.over.then(() => this.#runs.delete(run));
    return run;
  }

  #idleAnswer(id: AnswerId): ReturnType<Questions['find']> {
    const found = this.#questions.find(id);
    if (this.#ports.board.isUnderWay(id)) throw new AppError('conversation-busy');
    this.#ports.chat.assertIdle(columnOf(found.comparison, found.answer).conversationId);
    return found;
  }

  /** One that goes ahead must not be in the way of what its column is asked next. */
  #unowedAnswer(id: AnswerId): ReturnType<Questions['find']> {
    const found = this.#idleAnswer(id);
    const { conversationId } = columnOf(found.comparison, found.answer);
    const isAhead = found.comparison.timing !== 'fair';
    if (isAhead && [...this.#runs].some((run) => run.owes(conversationId))) throw new AppError('conversation-busy');
    return found;
  }

  #assertOpen(): void {
    if (this.#isClosing) throw new AppError('shutting-down');
  }
}

function shownColumns({ columns }: ComparisonRecord): readonly ColumnRecord[] {
  return columns.filter(({ isRemoved }) => !isRemoved);
}

/** Models, memory and times would tell who takes part. */
function veiledPlan({ mode, reason }: ComparePlan): ComparePlan {
  return { mode, reason, steps: [], estimatedMs: null, problems: [], neededBytes: 0, freeBytes: 0 };
}
