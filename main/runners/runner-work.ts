import { AppError, type ErrorCode } from '../contract/errors.ts';
import type { LoadedRunner, MeasuredMemory, MeasureResult } from '../core/ports/runner-pool.ts';
import { runGeneration, unknownStats } from './runner-generation.ts';
import { runMeasure } from './runner-measure.ts';
import { runScore } from './runner-score.ts';
import type { SlotOptions } from './runner-slot.ts';
import { stallLimitsFor } from './stall-limits.ts';
import { createWorkPhases } from './work-phases.ts';
import type { WorkQueue } from './work-queue.ts';

/** What a loaded runner computes: as many replies at once as it has sequences. */
export type RunnerWork = Pick<LoadedRunner, 'generate' | 'measure' | 'score'> & { readonly hasWorked: boolean };

/** After these the state of the sequence, or of the weights, is unknown: the next reply gets a fresh process. */
const spoilingCodes: ReadonlySet<ErrorCode> = new Set(['runner-failed', 'runner-out-of-memory', 'model-changed']);

export function createRunnerWork(options: SlotOptions, queue: WorkQueue): RunnerWork {
  const { connection, stopLimitMs, onWorkBegan, onWorkEnded, onFirstWork } = options;
  const stallLimits = stallLimitsFor(options.stallLimits, options.request.sizeBytes);
  const phases = createWorkPhases(connection, stallLimits);
  let hasWorked = false;
  let underWay = 0;
  let spoiledBy: AppError | null = null;

  function begin(): void {
    underWay += 1;
    if (underWay === 1) onWorkBegan();
  }

  /** Replies beside one that failed are none of its business: the process ends once they have ended. */
  function end(memory: MeasuredMemory | null): void {
    underWay -= 1;
    if (underWay > 0) return;
    if (spoiledBy !== null) connection.kill(spoiledBy);
    onWorkEnded(memory);
  }

  /** @param work returns what to remember: the memory it took, and whether it evaluated anything. */
  async function compute<T extends Computed>(work: () => Promise<T>): Promise<T> {
    begin();
    let memory: MeasuredMemory | null = null;
    try {
      const result = await work();
      memory = result.memory;
      if (memory !== null && result.isWhole && !hasWorked) {
        hasWorked = true;
        onFirstWork(memory);
      }
      return result;
    } catch (error) {
      if (error instanceof AppError && spoilingCodes.has(error.code)) spoiledBy ??= error;
      throw error;
    } finally {
      end(memory);
    }
  }

  return {
    get hasWorked() {
      return hasWorked;
    },
    async generate(request, { signal, onEvent }) {
      let hasBegun = false;
      try {
        const { stopReason, stats, tokens } = await queue.add(signal, (either) => {
          hasBegun = true;
          return compute(async () => {
            const use = { request, connection, phases, stopLimitMs, signal: either, onEvent };
            const generated = await runGeneration(use);
            return { ...generated, isWhole: generated.stats.replyTokens > 0 };
          });
        });
        return { stopReason, stats, tokens };
      } catch (error) {
        if (hasBegun || !(signal.aborted || queue.isStopping)) throw error;
        return { stopReason: 'stopped', stats: unknownStats, tokens: null };
      }
    },
    async measure(request, { signal }) {
      const work = async (either: AbortSignal): Promise<MeasureResult> => {
        const { result } = await compute(async () => {
          const measured = await runMeasure({ request, connection, stallLimits, stopLimitMs, signal: either });
          return { result: measured, memory: measured, isWhole: true };
        });
        return result;
      };
      return queue.add(signal, work, true);
    },
    async score(request, { signal, onScores }) {
      const work = (either: AbortSignal): Promise<unknown> =>
        compute(async () => {
          const use = { request, connection, stallLimits, stopLimitMs, signal: either, onScores };
          return { ...(await runScore(use)), isWhole: true };
        });
      await queue.add(signal, work, true);
    },
  };
}

type Computed = { readonly memory: MeasuredMemory | null; readonly isWhole: boolean };
