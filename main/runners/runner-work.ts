import { AppError, type ErrorCode } from '../contract/errors.ts';
import type { LoadedRunner, MeasuredMemory } from '../core/ports/runner-pool.ts';
import { runGeneration, unknownStats } from './runner-generation.ts';
import { runMeasure } from './runner-measure.ts';
import { runScore } from './runner-score.ts';
import type { SlotOptions } from './runner-slot.ts';
import { stallLimitsFor } from './stall-limits.ts';
import type { WorkQueue } from './work-queue.ts';

/** What a loaded runner computes, in turn. */
export type RunnerWork = Pick<LoadedRunner, 'generate' | 'measure' | 'score'> & { readonly hasWorked: boolean };

/** After these the state of the sequence, or of the weights, is unknown: the next reply gets a fresh process. */
const spoilingCodes: ReadonlySet<ErrorCode> = new Set(['runner-failed', 'runner-out-of-memory', 'model-changed']);

export function createRunnerWork(options: SlotOptions, queue: WorkQueue): RunnerWork {
  const { connection, stopLimitMs, onWorkBegan, onWorkEnded, onFirstWork } = options;
  const stallLimits = stallLimitsFor(options.stallLimits, options.request.sizeBytes);
  let hasWorked = false;

  /** @param work returns what to remember: the memory it took, and whether it evaluated anything. */
  async function compute<T extends Computed>(work: () => Promise<T>): Promise<T> {
    onWorkBegan();
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
      if (error instanceof AppError && spoilingCodes.has(error.code)) connection.kill(error);
      throw error;
    } finally {
      onWorkEnded(memory);
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
            const use = { request, connection, stallLimits, stopLimitMs, signal: either, onEvent };
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
      return queue.add(signal, async (either) => {
        const { result } = await compute(async () => {
          const measured = await runMeasure({ request, connection, stallLimits, stopLimitMs, signal: either });
          return { result: measured, memory: measured, isWhole: true };
        });
        return result;
      });
    },
    async score(request, { signal, onScores }) {
      await queue.add(signal, (either) =>
        compute(async () => {
          const use = { request, connection, stallLimits, stopLimitMs, signal: either, onScores };
          return { ...(await runScore(use)), isWhole: true };
        }),
      );
    },
  };
}

type Computed = { readonly memory: MeasuredMemory | null; readonly isWhole: boolean };
