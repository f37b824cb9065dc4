import type { ReplyStats } from '../contract/chat.ts';
import { AppError } from '../contract/errors.ts';
import type { GenerateEvent, GenerateRequest, GenerateResult, MeasuredMemory } from '../core/ports/runner-pool.ts';
import type { DoneReport, RunnerReport } from '../runner/protocol.ts';
import { brokenError, type RunnerConnection } from './runner-connection.ts';
import { passStopOn } from './runner-stop.ts';
import type { WorkPhase, WorkPhases } from './work-phases.ts';

export type GenerationOptions = {
  readonly connection: RunnerConnection;
  readonly request: GenerateRequest;
  readonly phases: WorkPhases;
  /** A runner that ignores a stop for this long is killed. */
  readonly stopLimitMs: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: GenerateEvent) => void;
};

/** `memory` is null when the runner could not tell. */
type Generated = GenerateResult & { readonly memory: MeasuredMemory | null };

/**
 * One reply. A stop always resolves as `stopped`, even when only killing the runner could bring it about.
 * @throws AppError `runner-crashed`, `runner-out-of-memory`, `runner-stalled`, `runner-failed`, `context-overflow`,
 *   `template-failed`, `model-changed`, `grammar-invalid`, `schema-invalid`.
 */
export async function runGeneration(options: GenerationOptions): Promise<Generated> {
  const { connection, request, phases, signal } = options;
  const seen = createSeen();
  const phase = phases.begin();
  const question = { type: 'generate', ...request } as const;
  const { requestId, answer } = connection.ask(question, (report) => follow(report, options, { seen, phase }));
  const release = passStopOn({ ...options, requestId });
  try {
    const { stopReason, stats, tokens, residentBytes, videoMemoryBytes } = await answer;
    return { stopReason, stats, tokens, memory: { residentBytes, videoMemoryBytes } };
  } catch (error) {
    if (!signal.aborted || !(error instanceof AppError)) throw error;
    return { stopReason: 'stopped', stats: seen.stats(), tokens: null, memory: null };
  } finally {
    release();
    phase.end();
  }
}

type Following = { readonly seen: Seen; readonly phase: WorkPhase };

function follow(
  report: RunnerReport,
  { connection, onEvent }: GenerationOptions,
  { seen, phase }: Following,
): DoneReport | undefined {
  switch (report.type) {
    case 'prompt': {
      const { requestId: _id, ...prompt } = report;
      onEvent(prompt);
      return undefined;
    }
    case 'prefill': {
      const { doneTokens, totalTokens, reusedTokens } = report;
      seen.prefilled(totalTokens, reusedTokens);
      onEvent({ type: 'prefill', doneTokens, totalTokens, reusedTokens });
      return undefined;
    }
    case 'delta':
      if (phase.phase === 'prefilling') phase.enter('generating');
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
  reasoningTokens: null,
  reasoningMs: null,
};
