import { defaultChatSettings } from '../contract/chat-settings.ts';
import { AppError } from '../contract/errors.ts';
import type { Logger } from '../core/ports/host.ts';
import type { LoadRequest } from '../core/ports/runner-pool.ts';
import { tellingLine } from './exit-cause.ts';
import type { Admission } from './admission.ts';
import { speaksOfMemory } from './telling-words.ts';
import type { RunnerConnection } from './runner-connection.ts';
import { runGeneration } from './runner-generation.ts';
import { loadInto } from './runner-process.ts';
import type { RunnerStarter } from './runner-starter.ts';
import { createSerialQueue } from './serial-queue.ts';
import { watchFile } from './watched-file.ts';
import { createWorkPhases } from './work-phases.ts';

export type ProbeLimits = {
  /** Time for a small file, from the moment the engine is up. */
  readonly minimumMs: number;
  /** A large file gets the time to read it at this speed: every weight is checked. */
  readonly bytesPerSecond: number;
};

export const defaultProbeLimits: ProbeLimits = { minimumMs: 20_000, bytesPerSecond: 30_000_000 };

export type ProberOptions = {
  readonly starter: Pick<RunnerStarter, 'start'>;
  readonly limits: ProbeLimits;
  readonly admission: Admission;
  readonly logger: Logger;
};

export type Prober = {
  /**
   * Loads a file once in a process of its own, checks its weights, evaluates a prompt and samples one token.
   * Settles when that process is gone.
   * @throws AppError `model-probe-failed`, `model-probe-timeout`, `memory-short`; `runner-start-failed`,
   *   `runner-out-of-memory`, `backend-unavailable`, `model-changed` and `runner-crashed` (ended from outside) say
   *   nothing about the file; the signal's reason.
   */
  probe(request: LoadRequest, signal: AbortSignal): Promise<void>;
  /** Resolves when no probe is under way or waiting. */
  settled(): Promise<void>;
};

/** Tries out files, one at a time. */
export function createProber(options: ProberOptions): Prober {
  const inTurn = createSerialQueue();
  const waiting = new Set<Promise<void>>();
  return {
    async probe(request, signal) {
      const run = inTurn(signal, () => probeModel({ ...options, request, signal }));
      waiting.add(run);
      await run.finally(() => waiting.delete(run));
    },
    async settled() {
      await Promise.allSettled(waiting);
    },
  };
}

type ProbeOptions = ProberOptions & { readonly request: LoadRequest; readonly signal: AbortSignal };

/** Large enough for any sane template's own words, small enough to be cheap. */
const probeContextSize = 2048;

async function probeModel(options: ProbeOptions): Promise<void> {
  const { request, limits, signal } = options;
  const { connection } = await options.starter.start(request.settings.backend, signal);
  const limitMs = Math.max(limits.minimumMs, (request.sizeBytes / limits.bytesPerSecond) * 1000);
  const timer = setTimeout(() => {
    connection.kill(new AppError('model-probe-timeout', { seconds: Math.ceil(limitMs / 1000) }));
  }, limitMs);
  try {
    const { plan } = await options.admission.admit({ request, connection, replaces: null, signal });
    connection.burden({ plannedBytes: plan.memoryBytes, file: watchFile(request.modelPath) });
    await tryModel(connection, options);
  } catch (error) {
    signal.throwIfAborted();
    const judged = verdict(error, connection);
    // Its cause holds what the process said; a person only sees the verdict.
    options.logger.error('probe-failed', judged);
    throw judged;
  } finally {
    clearTimeout(timer);
    connection.kill(null);
    await connection.gone;
  }
}

async function tryModel(connection: RunnerConnection, options: ProbeOptions): Promise<void> {
  const { signal } = options;
  // The probe has a limit of its own for the whole; progress does not prolong it.
  const stallLimits = { starting: noLimitMs, loading: noLimitMs, prefilling: noLimitMs, generating: noLimitMs };
  const contextSize = Math.min(probeContextSize, options.request.trainedContextLength);
  const request = { ...options.request, sizeBytes: 0, settings: { ...options.request.settings, contextSize } };
  await loadInto(connection, {
    request,
    sequences: 1,
    isTensorCheckOn: true,
    stallLimits,
    signal,
    onProgress: () => undefined,
  });
  const result = await runGeneration({
    connection,
    request: {
      turns: [{ role: 'user', text: 'Hello' }],
      sampling: { ...defaultChatSettings.sampling, temperature: 0, seed: 0, maxTokens: 1 },
      shape: defaultChatSettings,
      prefix: null,
    },
    phases: createWorkPhases(connection, stallLimits),
    stopLimitMs: 1000,
    signal,
    onEvent: () => undefined,
  });
  if (result.stopReason === 'stopped') signal.throwIfAborted();
}

const noLimitMs = 2 ** 31 - 1;

/** A process does not send these to itself: the system wanted its memory, or the session is ending. */
const outsideSignals: ReadonlySet<unknown> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);

/** What the probe's failure says about the file. */
function verdict(error: unknown, connection: RunnerConnection): unknown {
  if (!(error instanceof AppError)) return error;
  switch (error.code) {
    case 'model-probe-timeout':
    case 'memory-short':
    case 'runner-start-failed':
    case 'runner-out-of-memory':
    case 'backend-unavailable':
    case 'model-changed':
    case 'adapter-unfit':
    case 'draft-unfit':
      return error;
    case 'context-overflow':
      return failed('its chat template leaves no room in its context', error);
    case 'runner-crashed':
      if (outsideSignals.has(error.params['cause'])) return error;
      return failed(crashDetail(error, connection), error);
    default: {
      const detail = String(error.params['detail'] ?? error.code);
      return speaksOfMemory(detail) ? error : failed(detail, error);
    }
  }
}

function crashDetail(error: AppError, connection: RunnerConnection): string {
  const line = tellingLine(connection.stderrLines());
  const cause = error.params['cause'] ?? 'unknown cause';
  return line === null ? `the trial process ended: ${cause}` : `${line} (${cause})`;
}

function failed(detail: string, cause: AppError): AppError {
  return new AppError('model-probe-failed', { detail }, { cause });
}
