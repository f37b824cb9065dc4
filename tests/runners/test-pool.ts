import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import type {
  ChatTurn,
  DrawnSampling,
  GenerateEvent,
  LoadedRunner,
  LoadRequest,
  RunnerPool,
} from '../../main/core/ports/runner-pool.ts';
import { createNodeRunnerHost } from '../../main/runners/node-runner-host.ts';
import { createRunnerPool, type RunnerPoolOptions } from '../../main/runners/runner-pool.ts';
import type { ObligingRunner } from './obliging-runner.ts';
import { plainRequest, type RequestChange } from '../support/plain-request.ts';
import { createTestLogger } from '../support/test-logger.ts';
import { isProcessGone, waitUntil } from '../support/processes.ts';

const runnerEntry = fileURLToPath(new URL('../../main/runner/entry.ts', import.meta.url));
const misbehavingEntry = fileURLToPath(new URL('./misbehaving-runner.ts', import.meta.url));
const obligingEntry = fileURLToPath(new URL('./obliging-runner.ts', import.meta.url));
export const stripTypes = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

export type TestPool = RunnerPool & {
  readonly pids: readonly number[];
  readonly log: ReturnType<typeof createTestLogger>;
};

type TestPoolOptions = Partial<Omit<RunnerPoolOptions, 'host'>> & {
  /** A runner that breaks this rule of the protocol. */
  readonly misbehaviour?: string;
  /** Runners without an engine that do as they are told: one entry for each that is started, the last for all further. */
  readonly obliging?: readonly ObligingRunner[];
};

/** A pool over real runner processes; when the test ends it is disposed and must have left none behind. */
export function startTestPool({ misbehaviour, obliging, ...options }: TestPoolOptions = {}): TestPool {
  const pids: number[] = [];
  const log = createTestLogger();
  const env: Record<string, string> = {};
  if (misbehaviour !== undefined) env['RUNNER_MISBEHAVIOUR'] = misbehaviour;
  const fakeEntry = obliging === undefined ? misbehavingEntry : obligingEntry;
  const host = createNodeRunnerHost({
    nodePath: process.execPath,
    entryPath: misbehaviour === undefined && obliging === undefined ? runnerEntry : fakeEntry,
    execArgv: stripTypes,
    env,
  });
  const recordingHost = {
    spawn() {
      env['RUNNER_OBLIGING'] = JSON.stringify(obliging?.[Math.min(pids.length, obliging.length - 1)] ?? {});
      const channel = host.spawn();
      pids.push(channel.pid);
      return channel;
    },
  };
  const pool = createRunnerPool({
    host: recordingHost,
    threads: 1,
    logger: log,
    idleUnloadMinutes: 15,
    ...options,
  });
  onTestFinished(async () => {
    await pool.dispose();
    expect(pids.filter((pid) => !isProcessGone(pid))).toEqual([]);
  });
  return { ...pool, pids, log };
}

export const never = new AbortController().signal;

export async function acquire(pool: RunnerPool, request: LoadRequest): Promise<LoadedRunner> {
  return pool.acquire(request, { signal: never, onProgress: () => undefined });
}

/** One reply that is being listened to. */
export type HeardReply = {
  readonly result: ReturnType<LoadedRunner['generate']>;
  readonly events: readonly GenerateEvent[];
  readonly text: string;
  readonly reasoning: string;
  stop(): void;
  /** Resolves when something was said. */
  said(): Promise<void>;
};

/** Greedy unless told otherwise; further changes of the request stand beside its sampling. */
export function say(
  runner: LoadedRunner,
  turns: readonly ChatTurn[],
  sampling: Partial<DrawnSampling> = {},
  change: Omit<RequestChange, 'sampling'> = {},
): HeardReply {
  const stopping = new AbortController();
  const events: GenerateEvent[] = [];
  const textOf = (kind: 'text' | 'reasoning'): string =>
    events.map((event) => (event.type === 'delta' && event.kind === kind ? event.text : '')).join('');
  const result = runner.generate(plainRequest(turns, { ...change, sampling }), {
    signal: stopping.signal,
    onEvent: (event) => void events.push(event),
  });
  // A test may look at the failure only later.
  result.catch(() => undefined);
  return {
    result,
    events,
    get text() {
      return textOf('text');
    },
    get reasoning() {
      return textOf('reasoning');
    },
    stop: () => stopping.abort(),
    said: () => waitUntil(() => events.some((event) => event.type === 'delta')),
  };
}

export function user(text: string): ChatTurn {
  return { role: 'user', text };
}

export function assistant(text: string): ChatTurn {
  return { role: 'assistant', text };
}
