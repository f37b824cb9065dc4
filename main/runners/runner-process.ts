import { AppError } from '../contract/errors.ts';
import type { GpuBackend, LoadedModelInfo } from '../contract/models.ts';
import type { LoadRequest, MeasuredMemory } from '../core/ports/runner-pool.ts';
import { protocolVersion, type RunnerReport } from '../runner/protocol.ts';
import type { MemoryWitness } from './memory-witness.ts';
import { openRunnerConnection, type RunnerConnection } from './runner-connection.ts';
import type { RunnerHost } from './runner-host.ts';
import { stallLimitsFor, type StallLimits } from './stall-limits.ts';

export type RunnerStart = {
  readonly host: RunnerHost;
  readonly witness: MemoryWitness;
  readonly threads: number;
  readonly stallLimits: StallLimits;
  /** Null: the best one that works. */
  readonly backend: GpuBackend | null;
  readonly signal: AbortSignal;
};

/** What a runner says of itself and its engine. */
export type ReadyFacts = Extract<RunnerReport, { type: 'ready' }>;

/** A runner that is up and holds no model yet. */
export type StartedRunner = {
  readonly connection: RunnerConnection;
  readonly ready: ReadyFacts;
  /** The backend that was asked for. */
  readonly backend: GpuBackend | null;
};

/**
 * Starts a process and its native engine. Aborting ends it.
 * @throws AppError `runner-start-failed`, `runner-stalled`, `backend-unavailable`; the signal's reason.
 */
export async function startRunner({ host, witness, signal, ...start }: RunnerStart): Promise<StartedRunner> {
  signal.throwIfAborted();
  const { threads, stallLimits, backend } = start;
  const connection = openRunnerConnection(host.spawn(), witness);
  return endingOnFailure(connection, signal, async () => {
    connection.enter('starting', stallLimits);
    const ready = await connection.ask({ type: 'hello', protocolVersion, backend, threads }, (report) =>
      report.type === 'ready' ? report : undefined,
    ).answer;
    if (ready.protocolVersion !== protocolVersion) {
      const detail = `protocol version ${ready.protocolVersion}, expected ${protocolVersion}`;
      throw new AppError('runner-start-failed', { detail });
    }
    connection.enter('idle', stallLimits);
    return { connection, ready, backend };
  });
}

export type LoadOptions = {
  readonly request: LoadRequest;
  /** How many it gets. */
  readonly sequences: number;
  readonly isTensorCheckOn: boolean;
  readonly stallLimits: StallLimits;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
};
export type LoadResult = { readonly info: LoadedModelInfo; readonly memory: MeasuredMemory };

/**
 * Loads a model into a started runner. Any failure ends the process.
 * @throws AppError `runner-load-failed`, `runner-out-of-memory`, `runner-crashed`, `runner-stalled`, `adapter-unfit`,
 *   `draft-unfit`, `template-failed`; the signal's reason.
 */
export async function loadInto(connection: RunnerConnection, options: LoadOptions): Promise<LoadResult> {
  const { request, sequences, isTensorCheckOn, signal, onProgress } = options;
  const limits = stallLimitsFor(options.stallLimits, request.sizeBytes);
  const { modelPath, settings, trainedContextLength } = request;
  return endingOnFailure(connection, signal, async () => {
    connection.enter('loading', limits);
    const question = { type: 'load', modelPath, settings, trainedContextLength, sequences, isTensorCheckOn } as const;
    const loaded = await connection.ask(question, (report) => {
      if (report.type === 'load-progress') onProgress(report.fraction);
      return report.type === 'loaded' ? report : undefined;
    }).answer;
    connection.enter('idle', limits);
    const { info, residentBytes, videoMemoryBytes } = loaded;
    return { info, memory: { residentBytes, videoMemoryBytes } };
  });
}

/** Runs one step of a start. When it fails or is aborted, the process is gone before the error is seen. */
async function endingOnFailure<T>(
  connection: RunnerConnection,
  signal: AbortSignal,
  step: () => Promise<T>,
): Promise<T> {
  const onAbort = (): void => connection.kill(null);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    const result = await step();
    signal.throwIfAborted();
    return result;
  } catch (error) {
    connection.kill(error instanceof AppError ? error : null);
    const cause = await connection.gone;
    signal.throwIfAborted();
    throw cause ?? error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

const politeMs = 500;

/** Ends a runner: asks first, then kills. Resolves when the process is gone. */
export async function endRunner(connection: RunnerConnection): Promise<void> {
  connection.expectExit();
  connection.post({ type: 'shutdown' });
  const timer = setTimeout(() => connection.kill(null), politeMs);
  await connection.gone;
  clearTimeout(timer);
}
