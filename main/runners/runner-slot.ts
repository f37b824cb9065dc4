import { AppError } from '../contract/errors.ts';
import type { LoadedModelInfo } from '../contract/models.ts';
import type { GenerateRequest, GenerateResult, LoadedRunner, LoadRequest } from '../core/ports/runner-pool.ts';
import type { RunnerConnection } from './runner-connection.ts';
import { runGeneration } from './runner-generation.ts';
import { endRunner } from './runner-process.ts';
import { createSerialQueue } from './serial-queue.ts';
import { stallLimitsFor, type StallLimits } from './stall-limits.ts';

/** A loaded runner and whether it is in use. */
export type RunnerSlot = {
  readonly request: LoadRequest;
  readonly connection: RunnerConnection;
  readonly runner: LoadedRunner;
  readonly lastUsedMs: number;
  /** Generating, about to, or just handed to somebody who will. */
  readonly isBusy: boolean;
  /** Keeps the runner for a caller that has just been given it. */
  reserve(): void;
  /** Ends the process; replies under way end as stopped first. */
  end(): Promise<void>;
};

export type SlotOptions = {
  readonly request: LoadRequest;
  readonly connection: RunnerConnection;
  readonly info: LoadedModelInfo;
  readonly stallLimits: StallLimits;
  readonly stopLimitMs: number;
  readonly now: () => number;
  readonly onGenerationBegan: () => void;
  readonly onGenerationEnded: (residentBytes: number) => void;
  /** Called whenever `isBusy` may have become false. */
  readonly onIdle: () => void;
};

/** Long enough to begin a generation, short enough not to keep others waiting. */
const reservationMs = 2000;
/** What a reply gets to end by itself when its runner is unloaded. */
const stopBeforeEndMs = 1000;

export function createRunnerSlot(options: SlotOptions): RunnerSlot {
  const { request, connection, info, now } = options;
  const stallLimits = stallLimitsFor(options.stallLimits, request.sizeBytes);
  const queue = createSerialQueue();
  const ending = new AbortController();
  const running = new Set<Promise<unknown>>();
  let lastUsedMs = now();
  let reservation: NodeJS.Timeout | null = null;

  function release(): void {
    if (reservation) clearTimeout(reservation);
    reservation = null;
  }

  async function generateNow(generation: GenerateRequest, use: Use): Promise<GenerateResult> {
    options.onGenerationBegan();
    let residentBytes = 0;
    try {
      const result = await runGeneration({ ...options, ...use, request: generation, stallLimits });
      residentBytes = result.residentBytes;
      return { stopReason: result.stopReason, stats: result.stats };
    } catch (error) {
      // After a native failure the state of the sequence is unknown: the next reply gets a fresh process.
      if (error instanceof AppError && error.code === 'runner-failed') connection.kill(error);
      throw error;
    } finally {
      lastUsedMs = now();
      options.onGenerationEnded(residentBytes);
    }
  }

  async function generateInTurn(generation: GenerateRequest, { signal, onEvent }: Use): Promise<GenerateResult> {
    const either = AbortSignal.any([signal, ending.signal]);
    let hasBegun = false;
    try {
      return await queue(either, () => {
        hasBegun = true;
        return generateNow(generation, { signal: either, onEvent });
      });
    } catch (error) {
      if (!hasBegun && either.aborted) return stoppedBeforeItBegan;
      throw error;
    }
  }

  const runner: LoadedRunner = {
    modelId: request.modelId,
    info,
    pid: connection.pid,
    async generate(generation, use) {
      release();
      const reply = generateInTurn(generation, use);
      running.add(reply);
      try {
        return await reply;
      } finally {
        running.delete(reply);
        if (running.size === 0) options.onIdle();
      }
    },
  };

  return {
    request,
    connection,
    runner,
    get lastUsedMs() {
      return lastUsedMs;
    },
    get isBusy() {
      return running.size > 0 || reservation !== null;
    },
    reserve() {
      release();
      lastUsedMs = now();
      reservation = setTimeout(() => {
        reservation = null;
        options.onIdle();
      }, reservationMs);
      reservation.unref();
    },
    async end() {
      release();
      connection.expectExit();
      ending.abort();
      await Promise.race([Promise.allSettled(running), connection.gone, sleep(stopBeforeEndMs)]);
      await endRunner(connection);
    },
  };
}

type Use = Pick<Parameters<typeof runGeneration>[0], 'signal' | 'onEvent'>;

const stoppedBeforeItBegan: GenerateResult = {
  stopReason: 'stopped',
  stats: {
    promptTokens: 0,
    reusedTokens: 0,
    replyTokens: 0,
    firstTokenMs: null,
    promptTokensPerSecond: null,
    replyTokensPerSecond: null,
    loadMs: 0,
  },
};

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
