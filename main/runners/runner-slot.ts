import type { LoadedModelInfo } from '../contract/models.ts';
import type { LoadedRunner, LoadRequest, MeasuredMemory } from '../core/ports/runner-pool.ts';
import { RunnerUnloaded } from '../core/ports/runner-unloaded.ts';
import { askOrKill, askWithin } from './ask-within.ts';
import type { RunnerConnection } from './runner-connection.ts';
import { createRunnerWork, type RunnerWork } from './runner-work.ts';
import { endRunner } from './runner-process.ts';
import type { StallLimits } from './stall-limits.ts';
import type { WatchedFile } from './watched-file.ts';
import { createWorkQueue } from './work-queue.ts';

/** How a loaded runner is kept; may change while it is loaded. */
export type Keeping = Pick<LoadRequest, 'keepsLoaded' | 'idleUnloadMinutes'>;

/** A loaded runner and whether it is in use. */
export type RunnerSlot = {
  readonly request: LoadRequest;
  readonly info: LoadedModelInfo;
  readonly connection: RunnerConnection;
  readonly runner: LoadedRunner;
  readonly keeping: Keeping;
  readonly lastUsedMs: number;
  /** Generating, about to, or just handed to somebody who will. */
  readonly isBusy: boolean;
  /** `end` was called. */
  readonly isEnding: boolean;
  /** Its file has been replaced since. */
  readonly isOutdated: boolean;
  /** Something has been evaluated well since the load. */
  readonly hasWorked: boolean;
  keep(keeping: Keeping): void;
  /** Resolves when it is no longer busy, or gone. */
  whenIdle(): Promise<void>;
  /** Keeps the runner for a caller that has just been given it. */
  reserve(): void;
  /** Evaluates one token, after what is under way. @throws AppError `runner-*` when it fails or is silent too long. */
  check(limitMs: number): Promise<void>;
  /** Ends the process; replies under way end as stopped first. */
  end(): Promise<void>;
};

export type SlotOptions = {
  readonly request: LoadRequest;
  readonly connection: RunnerConnection;
  readonly info: LoadedModelInfo;
  readonly file: WatchedFile;
  readonly stallLimits: StallLimits;
  readonly stopLimitMs: number;
  readonly now: () => number;
  /** Only the first of what runs at once, and only the last of it, are told. */
  readonly onWorkBegan: () => void;
  /** Null when the runner could not tell what it holds. */
  readonly onWorkEnded: (memory: MeasuredMemory | null) => void;
  /** The first reply or measurement after the load has ended well. */
  readonly onFirstWork: (memory: MeasuredMemory) => void;
  /** Called whenever `isBusy` may have become false. */
  readonly onIdle: () => void;
};

/** Long enough to begin a generation, short enough not to keep others waiting. */
const reservationMs = 2000;
/** What a reply gets to end by itself when its runner is unloaded. */
const stopBeforeEndMs = 1000;
const never = new AbortController().signal;

export function createRunnerSlot(options: SlotOptions): RunnerSlot {
  const { request, connection, info, now } = options;
  let keeping: Keeping = request;
  let lastUsedMs = now();
  let reservation: NodeJS.Timeout | null = null;
  let idleBell = Promise.withResolvers<void>();
  const queue = createWorkQueue(info.sequences, () => {
    lastUsedMs = now();
    onIdle();
  });
  const work = createRunnerWork(options, queue);

  function onIdle(): void {
    idleBell.resolve();
    idleBell = Promise.withResolvers<void>();
    options.onIdle();
  }

  function release(): void {
    if (reservation) clearTimeout(reservation);
    reservation = null;
  }

  return {
    request,
    info,
    connection,
    runner: loadedRunner(options, work, release),
    get keeping() {
      return keeping;
    },
    get lastUsedMs() {
      return lastUsedMs;
    },
    get isBusy() {
      return !queue.isEmpty || reservation !== null;
    },
    get isEnding() {
      return queue.isStopping;
    },
    get isOutdated() {
      return options.file.isReplaced();
    },
    get hasWorked() {
      return work.hasWorked;
    },
    keep: (next) => void (keeping = next),
    whenIdle: () => Promise.race([idleBell.promise, connection.gone.then(() => undefined)]),
    reserve() {
      release();
      lastUsedMs = now();
      reservation = setTimeout(() => {
        reservation = null;
        onIdle();
      }, reservationMs);
      reservation.unref();
    },
    async check(limitMs) {
      const ask = (): Promise<true> =>
        askWithin(connection, limitMs, { type: 'check' }, (report) => (report.type === 'healthy' ? true : undefined));
      await queue.add(never, ask, true);
    },
    async end() {
      release();
      connection.expectExit();
      await Promise.race([queue.stopAll(new RunnerUnloaded()), connection.gone, sleep(stopBeforeEndMs)]);
      await endRunner(connection);
    },
  };
}

/** Rendering and tokenizing evaluate nothing; a template that does not end in this time never does. */
const renderLimitMs = 30_000;

function loadedRunner({ request, connection, info }: SlotOptions, work: RunnerWork, release: () => void): LoadedRunner {
  return {
    modelId: request.modelId,
    info,
    pid: connection.pid,
    generate(generation, use) {
      release();
      return work.generate(generation, use);
    },
    measure(measurement, use) {
      release();
      return work.measure(measurement, use);
    },
    score(reply, use) {
      release();
      return work.score(reply, use);
    },
    async render(turns, shape, prefix = null) {
      const question = { type: 'render', turns, shape: shape ?? null, prefix } as const;
      return askOrKill(connection, renderLimitMs, question, (report) => {
        if (report.type !== 'rendered') return undefined;
        const { type: _type, requestId: _id, ...rendered } = report;
        return rendered;
      });
    },
    async count(texts) {
      return askOrKill(connection, renderLimitMs, { type: 'count', texts }, (report) =>
        report.type === 'counted' ? report.counts : undefined,
      );
    },
    async tokenize(prompt, limit) {
      return askOrKill(connection, renderLimitMs, { type: 'tokenize', prompt, limit }, (report) =>
        report.type === 'tokenized' ? { tokens: report.tokens, totalTokens: report.totalTokens } : undefined,
      );
    },
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
