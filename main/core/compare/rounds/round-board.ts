import type { RoundProgress } from '../../../contract/compare.ts';
import type { AppErrorData } from '../../../contract/errors.ts';
import type { AnswerId, ComparisonId, RoundId } from '../../../contract/ids.ts';
import type { LiveAnswer, LiveRounds } from '../round-runner.ts';
import { estimateRemainingMs, type StepTime } from './estimate-time.ts';
import type { LockstepRelease } from './lockstep-release.ts';

/** A run as far as others ask for it. */
export type BoardRun = {
  readonly comparisonId: ComparisonId;
  readonly roundId: RoundId;
  readonly total: number;
  finished: number;
  /** Those under way and to come. */
  steps: readonly StepTime[];
};

/** What of rounds is under way at this moment, in memory alone: after a start nothing is. */
export class RoundBoard implements LiveRounds {
  readonly #runs = new Set<BoardRun>();
  readonly #answers = new Map<AnswerId, LiveAnswer>();
  readonly #failures = new Map<AnswerId, AppErrorData>();
  readonly #releases = new Map<AnswerId, LockstepRelease>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Hidden answers all look the same, whatever each is doing. */
  answer(id: AnswerId): LiveAnswer | null {
    const release = this.#releases.get(id);
    if (!release) return this.#answers.get(id) ?? null;
    if (release.shown(id)?.isAll === true) return null;
    return { status: release.isMoving ? 'writing' : 'waiting', phase: null };
  }

  failure(id: AnswerId): AppErrorData | null {
    return this.#failures.get(id) ?? null;
  }

  progress(id: RoundId): RoundProgress | null {
    const runs = [...this.#runs].filter(({ roundId }) => roundId === id);
    if (runs.length === 0) return null;
    const steps = runs.flatMap((run) => run.steps);
    return {
      finished: runs.reduce((sum, { finished }) => sum + finished, 0),
      total: runs.reduce((sum, { total }) => sum + total, 0),
      remainingMs: runs.some((run) => run.steps.length === 0 && run.finished < run.total)
        ? null
        : estimateRemainingMs(steps, this.#now()),
    };
  }

  released(id: AnswerId): { readonly length: number; readonly isAll: boolean } | null {
    return this.#releases.get(id)?.shown(id) ?? null;
  }

  isRunning(id: ComparisonId): boolean {
    return [...this.#runs].some(({ comparisonId }) => comparisonId === id);
  }

  /** Whether an answer waits, is written, or is still being shown. */
  isUnderWay(id: AnswerId): boolean {
    return this.#answers.has(id) || this.answer(id) !== null;
  }

  add(run: BoardRun, answerIds: readonly AnswerId[], release: LockstepRelease | null): void {
    this.#runs.add(run);
    for (const id of answerIds) {
      this.#failures.delete(id);
      this.#answers.set(id, { status: 'waiting', phase: null });
      if (release) this.#releases.set(id, release);
    }
  }

  set(id: AnswerId, live: LiveAnswer): void {
    this.#answers.set(id, live);
  }

  /** @param failure what kept it from being asked at all. */
  end(run: BoardRun, id: AnswerId, failure: AppErrorData | null): void {
    run.finished += 1;
    this.#answers.delete(id);
    if (failure) this.#failures.set(id, failure);
  }

  /** @param release nothing is held back by it any more; one that came after it for the same answer stays. */
  unveil(answerIds: readonly AnswerId[], release: LockstepRelease): void {
    for (const id of answerIds) if (this.#releases.get(id) === release) this.#releases.delete(id);
  }

  remove(run: BoardRun): void {
    this.#runs.delete(run);
  }
}
