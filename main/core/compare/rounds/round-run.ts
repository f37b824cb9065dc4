import type { AnswerId, ComparisonId, ConversationId, MessageId, RoundId } from '../../../contract/ids.ts';
import type { ComparePlan, Comparison } from '../../../contract/compare.ts';
import { quietPool } from '../../runtime/quiet-pool.ts';
import type { AnswerMeter } from '../figures/answer-meters.ts';
import { writeAnswer, type AnswerEvent, type AnswerTask, type Written } from './answer-writer.ts';
import type { LockstepRelease } from './lockstep-release.ts';
import { runRelease } from './release-clock.ts';
import type { BoardRun } from './round-board.ts';
import type { ColumnSetup } from './round-planner.ts';
import type { RunPorts } from './run-ports.ts';

export type RunTask = AnswerTask & ColumnSetup & { readonly answerId: AnswerId };

export type RunOptions = {
  readonly comparisonId: ComparisonId;
  readonly roundId: RoundId;
  readonly timing: Comparison['timing'];
  /** By place. */
  readonly tasks: readonly RunTask[];
  /** Null where names are not hidden. */
  readonly release: LockstepRelease | null;
};

type Delta = Extract<AnswerEvent, { type: 'reply-delta' }>;
const tellEveryMs = 1000;

/**
 * Takes answers of one round to their endings, in steps that are planned anew each time from what is free by then. What
 * happens to one of them is nothing to the others.
 *
 *   waiting ──run──▶ writing, step after step ──▶ (hidden: reading out) ──▶ over
 */
export class RoundRun {
  readonly #options: RunOptions;
  readonly #ports: RunPorts;
  readonly #board: BoardRun;
  readonly #writing = new Map<AnswerId, ConversationId>();
  readonly #stopping = new AbortController();
  readonly #over = Promise.withResolvers<void>();
  readonly #written = Promise.withResolvers<void>();
  #left: readonly RunTask[];
  #release: LockstepRelease | null;
  #stopRelease: (() => void) | null = null;
  #hasBegun = false;
  #isWritten = false;
  #isClosed = false;

  constructor(options: RunOptions, ports: RunPorts) {
    const { comparisonId, roundId, tasks, release } = options;
    this.#options = options;
    this.#ports = ports;
    this.#left = tasks;
    this.#release = release;
    this.#board = { comparisonId, roundId, total: tasks.length, finished: 0, steps: [] };
    ports.board.add(this.#board, this.#ids(), release);
  }

  get comparisonId(): ComparisonId {
    return this.#options.comparisonId;
  }

  get roundId(): RoundId {
    return this.#options.roundId;
  }

  /** Resolves when everything has ended and is shown. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** An answer of this conversation waits, or is written. */
  owes(id: ConversationId): boolean {
    return this.#left.some((task) => task.conversationId === id) || [...this.#writing.values()].includes(id);
  }

  has(id: AnswerId): boolean {
    return this.#options.tasks.some((task) => task.answerId === id);
  }

  /** Resolves when every answer has ended, shown or not. Never rejects. */
  async run(): Promise<void> {
    if (this.#isWritten) return;
    this.#hasBegun = true;
    const ticking = setInterval(() => this.#tellProgress(), tellEveryMs);
    if (this.#release) this.#startRelease(this.#release);
    try {
      while (this.#left.length > 0) await this.#runStep(await this.#nextStep());
    } catch (error) {
      if (!this.#stopping.signal.aborted) this.#ports.logger.error('round', error);
      for (const { answerId } of this.#left) this.#drop(answerId);
    } finally {
      clearInterval(ticking);
      this.#isWritten = true;
      this.#written.resolve();
      if (this.#release === null || this.#isClosed) this.#finish();
    }
  }

  /** One that waits is not asked; one that is written ends. */
  async stopAnswer(id: AnswerId): Promise<void> {
    const conversationId = this.#writing.get(id);
    if (conversationId !== undefined) return this.#ports.chat.stop(conversationId);
    if (!this.#left.some(({ answerId }) => answerId === id)) return;
    this.#drop(id);
    // It may wait for a quiet moment, or for its turn: nobody else of this round does.
    if (this.#left.length === 0 && this.#writing.size === 0) await this.stop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const { answerId } of this.#left) this.#drop(answerId);
    if (!this.#hasBegun && !this.#isWritten) {
      this.#isWritten = true;
      return this.#finish();
    }
    await Promise.all(Array.from(this.#writing.values(), (id) => this.#ports.chat.stop(id)));
    await this.#written.promise;
  }

  /** Nothing is held back any more: everything that is there may be shown. */
  unveil(): void {
    if (this.#release === null) return;
    this.#endRelease();
    if (this.#isWritten) this.#finish();
  }

  /** The app ends: nothing begins any more, chat ends what is written. */
  close(): void {
    this.#isClosed = true;
    this.#stopping.abort();
    this.#stopRelease?.();
    this.#left = [];
  }

  #ids(): readonly AnswerId[] {
    return this.#options.tasks.map(({ answerId }) => answerId);
  }

  /** What runs next: the first step of a plan for all that are left; what cannot be planned is tried by itself. */
  async #nextStep(): Promise<readonly RunTask[]> {
    const steps = await this.#planSteps();
    const [step] = steps;
    this.#board.steps = steps.map(({ estimatedMs }, index) => ({
      estimatedMs,
      startedAtMs: index === 0 ? performance.now() : null,
    }));
    const planned = this.#left.filter(({ columnId }) => step?.columnIds.includes(columnId));
    return planned.length > 0 ? planned : this.#left.slice(0, 1);
  }

  async #planSteps(): Promise<ComparePlan['steps']> {
    try {
      return (await this.#ports.planner.plan(this.#left, this.#options.timing)).steps;
    } catch (error) {
      this.#ports.logger.error('round plan', error);
      return [];
    }
  }

  async #runStep(step: readonly RunTask[]): Promise<void> {
    const { planner, pool } = this.#ports;
    if (this.#options.timing === 'fair') await quietPool(pool, this.#stopping.signal, () => undefined);
    const writing: Promise<void>[] = [];
    for (const group of Map.groupBy(step, (task) => planner.groupOf(task)).values()) {
      const [first] = group;
      // Predictions err: a model that turns out not to fit beside the others waits for the next step.
      if (writing.length > 0 && first && !(await planner.fitsNow(first))) continue;
      const started = this.#startGroup(group.filter((task) => this.#left.includes(task)));
      writing.push(started.ended);
      await started.loaded;
    }
    await Promise.all(writing);
  }

  #startGroup(tasks: readonly RunTask[]): { readonly loaded: Promise<void>; readonly ended: Promise<void> } {
    const forget = this.#ports.notes.wish(
      tasks.map(({ conversationId }) => conversationId),
      tasks.length,
    );
    this.#left = this.#left.filter((task) => !tasks.includes(task));
    const loaded = Promise.withResolvers<void>();
    // Nothing is loaded for it, however long it waits for others in its runner.
    if (tasks.some(({ modelId }) => this.#ports.pool.loaded(modelId) !== null)) loaded.resolve();
    const ended = Promise.all(tasks.map((task) => this.#write(task, loaded.resolve))).then(forget);
    return { loaded: Promise.race([loaded.promise, ended]), ended };
  }

  async #write(task: RunTask, onLoaded: () => void): Promise<void> {
    const { answerId, conversationId, modelId } = task;
    const { contention, meters, repository } = this.#ports;
    let text = '';
    let meter: AnswerMeter | null = null;
    let replyId: MessageId | null = null;
    this.#writing.set(answerId, conversationId);
    const onBegun = (id: MessageId, given: string): void => {
      replyId = id;
      text = given;
      this.#ports.board.set(answerId, { status: 'writing', phase: { phase: 'waiting' } });
      repository.setAnswerMessage(answerId, id);
      this.#tell(answerId);
    };
    const onEvent = (event: AnswerEvent): void => {
      if (event.type === 'reply-delta') {
        if (event.kind === 'text') text = text.slice(0, event.offset) + event.text;
        return this.#tellWords(answerId, event, text);
      }
      const { phase } = event.phase;
      if (phase !== 'waiting' && replyId) contention.answerBegan(replyId, modelId);
      if (phase === 'prefilling' || phase === 'generating') {
        meter ??= meters.start(modelId);
        onLoaded();
      }
      this.#tellPhase(answerId, event);
    };
    const written = await writeAnswer(task, { onBegun, onEvent }, this.#ports);
    this.#writing.delete(answerId);
    await this.#conclude(task, written, meter);
  }

  async #conclude({ answerId, modelId }: RunTask, written: Written, meter: AnswerMeter | null): Promise<void> {
    const { contention, repository, conversations, speeds, logger, board } = this.#ports;
    const message = 'message' in written ? written.message : null;
    const timing = message ? contention.answerEnded(message.id) : 'alone';
    board.end(this.#board, answerId, 'failure' in written ? written.failure : null);
    this.#release?.ended(answerId, message?.text ?? '', performance.now());
    this.#tell(answerId);
    this.#tellProgress();
    if (message?.stats && timing === 'alone') speeds.note(modelId, message.stats);
    try {
      const seed = message ? (conversations.findRecord(message.id)?.settings.sampling.seed ?? null) : null;
      const figures = await meter?.end({ timing, seed });
      if (!figures || !message || this.#isClosed) return;
      repository.saveFigures(message.id, figures);
      this.#tell(answerId);
    } catch (error) {
      // The answer is none the worse for it.
      logger.error('answer figures', error);
    }
  }

  /** It was never asked, and is not going to be. */
  #drop(id: AnswerId): void {
    this.#left = this.#left.filter(({ answerId }) => answerId !== id);
    this.#ports.board.end(this.#board, id, null);
    this.#release?.ended(id, '', performance.now());
    this.#tell(id);
    this.#tellProgress();
  }

  #startRelease(release: LockstepRelease): void {
    const { feed, news } = this.#ports;
    const { comparisonId } = this.#options;
    this.#stopRelease = runRelease(release, this.#ids(), {
      onReleased: (piece) => feed.publish(comparisonId, { type: 'answer-delta', kind: 'text', ...piece }),
      onChanged: (id) => news.answer(comparisonId, id),
      onDone: this.unveil.bind(this),
    });
  }

  #endRelease(): void {
    this.#stopRelease?.();
    if (this.#release) this.#ports.board.unveil(this.#ids(), this.#release);
    this.#release = null;
  }

  #finish(): void {
    const { board, news } = this.#ports;
    this.#endRelease();
    board.remove(this.#board);
    this.#over.resolve();
    if (this.#isClosed) return;
    this.#tellProgress();
    news.line(this.comparisonId);
  }

  #tellWords(answerId: AnswerId, { kind, offset, text: piece }: Delta, text: string): void {
    if (kind === 'text') this.#release?.grew(answerId, text, performance.now());
    if (this.#release) return;
    this.#ports.feed.publish(this.comparisonId, { type: 'answer-delta', answerId, kind, offset, text: piece });
  }

  #tellPhase(answerId: AnswerId, { phase }: Extract<AnswerEvent, { type: 'reply-phase' }>): void {
    this.#ports.board.set(answerId, { status: 'writing', phase });
    if (this.#release) return;
    this.#ports.feed.publish(this.comparisonId, { type: 'answer-phase', answerId, phase });
  }

  /** Hidden answers are told of by the release alone. */
  #tell(id: AnswerId): void {
    if (this.#release || this.#isClosed) return;
    this.#ports.news.answer(this.comparisonId, id);
  }

  #tellProgress(): void {
    if (this.#isClosed) return;
    const progress = this.#ports.board.progress(this.roundId);
    this.#ports.feed.publish(this.comparisonId, { type: 'progress', roundId: this.roundId, progress });
  }
}
