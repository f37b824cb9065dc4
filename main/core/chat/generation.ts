import type { ReplyStats } from '../../contract/chat.ts';
import { AppError, type AppErrorData } from '../../contract/errors.ts';
import type { ModelId } from '../../contract/ids.ts';
import type { ReplyPrompt } from '../../contract/prompt.ts';
import { describeFailure } from '../app-error.ts';
import type { Logger } from '../ports/host.ts';
import type { ReplyEnding } from '../ports/repositories.ts';
import type { GenerateEvent, GenerateResult, LoadedRunner, LoadRequest, RunnerPool } from '../ports/runner-pool.ts';
import { RunnerUnloaded } from '../ports/runner-unloaded.ts';
import type { PathMessage } from '../context/path-message.ts';
import type { LiveReply } from './live-reply.ts';
import { planReply, type PlanPorts } from './plan-reply.ts';

export type GenerationInput = {
  readonly reply: LiveReply;
  readonly modelId: ModelId;
  /** What is answered. */
  readonly path: readonly PathMessage[];
  readonly signal: AbortSignal;
};

export type GenerationPorts = PlanPorts & {
  readonly pool: RunnerPool;
  /** Checks that the file is still the one that passed, and says how to load it; `onTrial`: it is tried first. */
  readonly prepareLoad: (modelId: ModelId, signal: AbortSignal, onTrial?: () => void) => Promise<LoadRequest>;
  /** Keeps the prompt of a reply; never throws. */
  readonly recordPrompt: (prompt: ReplyPrompt) => void;
  readonly logger: Logger;
};

/** Thrown as the abort reason when the app is closing, so that a reply is marked interrupted and not stopped. */
export const closingReason = new AppError('shutting-down');

/** Takes one reply from empty to its ending. Never rejects: every failure becomes the reply's ending, its text kept. */
export async function generateReply(input: GenerationInput, ports: GenerationPorts): Promise<void> {
  const { reply, signal } = input;
  let loadMs = 0;
  try {
    const runner = await loadRunner(input, ports, (ms) => (loadMs = ms));
    const { conversationId } = reply.message;
    const { modelId, path } = input;
    const plan = { runner, conversationId, modelId, path, prefix: null, signal, onRecord: () => undefined };
    const request = await planReply(plan, ports);
    signal.throwIfAborted();
    const result = await runner.generate(request, {
      signal,
      onEvent: (event) => {
        if (event.type === 'delta') reply.append(event.kind, event.text);
        else if (event.type === 'prompt') recordPrompt(reply, event, ports);
        else reply.setPhase({ phase: 'prefilling', doneTokens: event.doneTokens, totalTokens: event.totalTokens });
      },
    });
    reply.end(endingOf(result.stopReason, { ...result.stats, loadMs }, signal));
  } catch (error) {
    // Unloading a model that a reply waits for is a way to stop the reply.
    const isStopped = signal.aborted || error instanceof RunnerUnloaded;
    reply.end(isStopped ? endingOf('stopped', null, signal) : failed(describeFailure(error, ports.logger)));
  }
}

function recordPrompt(
  reply: LiveReply,
  { text, literals, tokenCount, template }: Extract<GenerateEvent, { type: 'prompt' }>,
  ports: GenerationPorts,
): void {
  ports.recordPrompt({ replyId: reply.message.id, text, literals, tokenCount, template });
}

async function loadRunner(
  { reply, modelId, signal }: GenerationInput,
  { pool, prepareLoad }: GenerationPorts,
  onLoaded: (loadMs: number) => void,
): Promise<LoadedRunner> {
  const startedAt = performance.now();
  let didLoad = false;
  const request = await prepareLoad(modelId, signal, () => reply.setPhase({ phase: 'trying' }));
  const runner = await pool.acquire(request, {
    signal,
    onProgress: (fraction) => {
      didLoad = true;
      reply.setPhase({ phase: 'loading', fraction });
    },
  });
  signal.throwIfAborted();
  onLoaded(didLoad ? performance.now() - startedAt : 0);
  return runner;
}

function endingOf(
  stopReason: GenerateResult['stopReason'],
  stats: ReplyStats | null,
  signal: AbortSignal,
): ReplyEnding {
  if (signal.reason === closingReason) return { status: 'interrupted', stopReason: 'interrupted', error: null, stats };
  return { status: stopReason === 'stopped' ? 'stopped' : 'complete', stopReason, error: null, stats };
}

function failed(error: AppErrorData): ReplyEnding {
  return { status: 'failed', stopReason: 'failed', error, stats: null };
}
