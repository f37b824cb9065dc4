import { AppError } from '../contract/errors.ts';
import type { GenerateEvent, GenerateRequest, GenerateResult } from '../core/ports/runner-pool.ts';
import type { RunnerConnection } from './runner-connection.ts';
import { runGeneration, unknownStats } from './runner-generation.ts';
import { createSerialQueue } from './serial-queue.ts';
import type { StallLimits } from './stall-limits.ts';

export type GenerationUse = {
  readonly signal: AbortSignal;
  readonly onEvent: (event: GenerateEvent) => void;
};

export type GenerationQueueOptions = {
  readonly connection: RunnerConnection;
  readonly stallLimits: StallLimits;
  readonly stopLimitMs: number;
  readonly onGenerationBegan: () => void;
  /** 0 when the runner could not tell. */
  readonly onGenerationEnded: (residentBytes: number) => void;
  readonly onEmpty: () => void;
};

/** The replies of one runner, one at a time. */
export type GenerationQueue = {
  readonly isEmpty: boolean;
  generate(request: GenerateRequest, use: GenerationUse): Promise<GenerateResult>;
  /** Ends all replies as stopped; resolves when they have. */
  stopAll(): Promise<void>;
};

export function createGenerationQueue(options: GenerationQueueOptions): GenerationQueue {
  const inTurn = createSerialQueue();
  const stopping = new AbortController();
  const running = new Set<Promise<GenerateResult>>();

  async function wait(request: GenerateRequest, { signal, onEvent }: GenerationUse): Promise<GenerateResult> {
    const either = AbortSignal.any([signal, stopping.signal]);
    let hasBegun = false;
    try {
      return await inTurn(either, () => {
        hasBegun = true;
        return begin(request, { signal: either, onEvent }, options);
      });
    } catch (error) {
      if (!hasBegun && either.aborted) return { stopReason: 'stopped', stats: unknownStats };
      throw error;
    }
  }

  return {
    get isEmpty() {
      return running.size === 0;
    },
    async generate(request, use) {
      const reply = wait(request, use);
      running.add(reply);
      try {
        return await reply;
      } finally {
        running.delete(reply);
        if (running.size === 0) options.onEmpty();
      }
    },
    async stopAll() {
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}

async function begin(
  request: GenerateRequest,
  use: GenerationUse,
  options: GenerationQueueOptions,
): Promise<GenerateResult> {
  options.onGenerationBegan();
  let residentBytes = 0;
  try {
    const result = await runGeneration({ ...options, ...use, request });
    residentBytes = result.residentBytes;
    return { stopReason: result.stopReason, stats: result.stats };
  } catch (error) {
    // After a native failure the state of the sequence is unknown: the next reply gets a fresh process.
    if (error instanceof AppError && error.code === 'runner-failed') options.connection.kill(error);
    throw error;
  } finally {
    options.onGenerationEnded(residentBytes);
  }
}
