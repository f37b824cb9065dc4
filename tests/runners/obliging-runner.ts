import { writeFileSync } from 'node:fs';
import { openAppChannel } from '../../main/runner/app-channel.ts';
import type { RunnerCommand, RunnerReport } from '../../main/runner/protocol.ts';
import { protocolVersion } from '../../main/runner/protocol.ts';
import type { GpuBackend } from '../../main/contract/models.ts';
import { loadedInfo, readyFacts } from '../support/load-request.ts';

/** What one of these processes is like. */
export type ObligingRunner = {
  /** The only backend that works in it; the processor when absent. */
  readonly backend?: GpuBackend;
  readonly freeVideoMemoryBytes?: number;
  /** How long it takes to load. */
  readonly loadMs?: number;
  /** How it ends when it is told to do this. */
  readonly ends?: {
    readonly at: 'hello' | 'load' | 'generate' | 'check';
    readonly stderr?: string;
    readonly signal: string;
  };
  /** A reply of at most so many words fails as if the engine had. */
  readonly failsAt?: number;
  /** What it answers to a check instead of being well. */
  readonly checkError?: string;
};

/**
 * A process that speaks the runner's protocol without an engine: it says how many threads it has, again and again,
 * until it is stopped or has said as many words as it may.
 */
const traits = JSON.parse(process.env['RUNNER_OBLIGING'] ?? '{}') as ObligingRunner;
const backend = traits.backend ?? 'cpu';
const videoBytes = traits.freeVideoMemoryBytes ?? 0;
const memory = { residentBytes: 50_000_000, videoMemoryBytes: 0 };
const sayEveryMs = 20;
let threads = 0;
let stopped: number | null = null;

function send(report: RunnerReport): void {
  channel.send(report);
}

function endIfDue(at: NonNullable<ObligingRunner['ends']>['at']): void {
  if (traits.ends?.at !== at) return;
  if (traits.ends.stderr !== undefined) writeFileSync(2, `${traits.ends.stderr}\n`);
  process.kill(process.pid, traits.ends.signal);
  for (;;);
}

function greet({ requestId, backend: wanted, threads: given }: Extract<RunnerCommand, { type: 'hello' }>): void {
  threads = given;
  endIfDue('hello');
  if (wanted !== null && wanted !== backend) {
    const params = { backend: wanted, problem: 'no-device', detail: '' };
    const error = { code: 'backend-unavailable', params, isRetryable: false } as const;
    return send({ type: 'error', requestId, error, phase: 'starting' });
  }
  const video = { freeVideoMemoryBytes: videoBytes, totalVideoMemoryBytes: videoBytes };
  send({
    type: 'ready',
    requestId,
    protocolVersion,
    ...readyFacts,
    devices: [],
    processorFeatures: [],
    backend,
    ...video,
  });
}

function load({ requestId, settings, sequences }: Extract<RunnerCommand, { type: 'load' }>): void {
  endIfDue('load');
  send({ type: 'load-progress', requestId, fraction: 0.5 });
  const contextSize = settings.contextSize ?? loadedInfo.contextSize;
  const info = { ...loadedInfo, backend, contextSize, sequences, gpuLayers: backend === 'cpu' ? 0 : 1 };
  setTimeout(() => send({ type: 'loaded', requestId, info, ...memory }), traits.loadMs ?? 0);
}

function generate({ requestId, sampling }: Extract<RunnerCommand, { type: 'generate' }>): void {
  send({ type: 'prefill', requestId, doneTokens: 1, totalTokens: 1, reusedTokens: 0 });
  if (traits.failsAt === sampling.maxTokens) {
    const error = { code: 'runner-failed', params: { detail: 'Eval has failed' }, isRetryable: false } as const;
    return send({ type: 'error', requestId, error, phase: 'generating' });
  }
  let seq = 0;
  const timer = setInterval(() => {
    send({ type: 'delta', requestId, seq, kind: 'text', text: `${threads} `, tokens: 1 });
    seq += 1;
    endIfDue('generate');
    if (stopped !== requestId && seq < (sampling.maxTokens ?? Infinity)) return;
    clearInterval(timer);
    const stopReason = stopped === requestId ? 'stopped' : 'max-tokens';
    send({ type: 'done', requestId, stopReason, stats: { ...noStats, replyTokens: seq }, tokens: [], ...memory });
  }, sayEveryMs);
}

const noStats = {
  promptTokens: 1,
  reusedTokens: 0,
  replyTokens: 0,
  firstTokenMs: null,
  promptTokensPerSecond: null,
  replyTokensPerSecond: null,
  loadMs: 0,
  reasoningTokens: null,
  reasoningMs: null,
};

function check(requestId: number): void {
  endIfDue('check');
  const { checkError } = traits;
  if (checkError === undefined) return send({ type: 'healthy', requestId });
  const error = { code: 'runner-failed', params: { detail: checkError }, isRetryable: false } as const;
  send({ type: 'error', requestId, error, phase: 'generating' });
}

function measure({ requestId, promptTokens, replyTokens }: Extract<RunnerCommand, { type: 'measure' }>): void {
  const counts = { promptTokens, promptMs: 1, replyTokens, replyMs: 1, draftAccepted: 0, draftGuessed: 0 };
  send({ type: 'measured', requestId, ...counts, ...memory });
}

function answer(command: RunnerCommand): void {
  switch (command.type) {
    case 'hello':
      return greet(command);
    case 'load':
      return load(command);
    case 'generate':
      return generate(command);
    case 'measure':
      return measure(command);
    case 'check':
      return check(command.requestId);
    case 'render': {
      const { requestId } = command;
      const { template } = loadedInfo;
      return send({ type: 'rendered', requestId, text: 'prompt', literals: [], tokenCount: 1, template });
    }
    case 'count':
      return send({ type: 'counted', requestId: command.requestId, counts: command.texts.map(() => 1) });
    case 'memory':
      return send({ type: 'memory', requestId: command.requestId, ...memory, freeVideoMemoryBytes: videoBytes });
    case 'cancel':
      stopped = command.requestId;
      return;
    case 'set-threads':
      threads = command.threads;
      return;
    case 'shutdown':
      return process.exit(0);
    default:
  }
}

const channel = openAppChannel({
  onMessage: (message) => answer(message as RunnerCommand),
  onBroken: () => process.exit(3),
  onClosed: () => process.exit(0),
});
