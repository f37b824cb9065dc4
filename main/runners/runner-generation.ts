import type { ReplyStats } from '../contract/chat.ts';
import { AppError } from '../contract/errors.ts';
import type { GenerateEvent, GenerateRequest, GenerateResult } from '../core/ports/runner-pool.ts';
import type { DoneReport, RunnerReport } from '../runner/protocol.ts';
import { brokenError, type RunnerConnection } from './runner-connection.ts';
import type { StallLimits } from './stall-limits.ts';

export type GenerationOptions = {
  readonly connection: RunnerConnection;
  readonly request: GenerateRequest;
  readonly stallLimits: StallLimits;
  /** A runner that ignores a stop for this long is killed. */
  readonly stopLimitMs: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: GenerateEvent) => void;
};

/**
 * One reply. A stop always resolves as `stopped`, even when only killing the runner could bring it about.
 * @throws AppError `runner-crashed`, `runner-stalled`, `runner-failed`, `context-overflow`.
 */
export async function runGeneration(options: GenerationOptions): Promise<GenerateResult & { residentBytes: number }> {
  const { connection, request, stallLimits, stopLimitMs, signal } = options;
  const seen = createSeen();
  connection.enter('prefilling', stallLimits);
  const { turns, sampling } = request;
  const { requestId, answer } = connection.ask({ type: 'generate', turns: [...turns], sampling }, (report) =>
    follow(report, options, seen),
  );
  let stopTimer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    connection.post({ type: 'cancel', requestId });
    stopTimer = setTimeout(() => {
      const seconds = Math.round(stopLimitMs / 1000);
      connection.kill(new AppError('runner-stalled', { seconds, phase: connection.phase }, { isRetryable: true }));
    }, stopLimitMs);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    const { stopReason, stats, residentBytes } = await answer;
    return { stopReason, stats, residentBytes };
  } catch (error) {
    if (!signal.aborted || !(error instanceof AppError)) throw error;
    return { stopReason: 'stopped', stats: seen.stats(), residentBytes: 0 };
  } finally {
    clearTimeout(stopTimer);
    signal.removeEventListener('abort', onAbort);
    connection.enter('idle', stallLimits);
  }
}

function follow(report: RunnerReport, options: GenerationOptions, seen: Seen): DoneReport | undefined {
  const { connection, stallLimits, onEvent } = options;
  switch (report.type) {
    case 'prefill': {
      const { doneTokens, totalTokens, reusedTokens } = report;
      seen.prefilled(totalTokens, reusedTokens);
      onEvent({ type: 'prefill', doneTokens, totalTokens, reusedTokens });
      return undefined;
    }
    case 'delta':
      if (connection.phase === 'prefilling') connection.enter('generating', stallLimits);
      if (!seen.received(report.seq, report.tokens)) connection.kill(brokenError('a piece of the reply is missing'));
      else onEvent({ type: 'delta', kind: report.kind, text: report.text });
      return undefined;
    case 'done':
      return report;
    default:
      return undefined;
  }
}

type Seen = {
  prefilled(totalTokens: number, reusedTokens: number): void;
  /** @returns false when a piece is missing or came twice. */
  received(seq: number, tokens: number): boolean;
  /** What is known of a reply whose runner gave no figures. */
  stats(): ReplyStats;
};

function createSeen(): Seen {
  const startedAtMs = performance.now();
  let promptTokens = 0;
  let reusedTokens = 0;
  let replyTokens = 0;
  let nextSeq = 0;
  let firstTokenMs: number | null = null;
  return {
    prefilled(total, reused) {
      promptTokens = total;
      reusedTokens = reused;
    },
    received(seq, tokens) {
      firstTokenMs ??= performance.now() - startedAtMs;
      replyTokens += tokens;
      return seq === nextSeq++;
    },
    stats: () => ({ ...unknownStats, promptTokens, reusedTokens, replyTokens, firstTokenMs }),
  };
}

/** The figures of a reply that never began. */
export const unknownStats: ReplyStats = {
  promptTokens: 0,
  reusedTokens: 0,
  replyTokens: 0,
  firstTokenMs: null,
  promptTokensPerSecond: null,
  replyTokensPerSecond: null,
  loadMs: 0,
};
