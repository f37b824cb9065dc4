import type { Token } from 'node-llama-cpp';
import type { ReplyStats } from '../contract/chat.ts';
import { createDeltaCoalescer, type DeltaCoalescer } from './delta-coalescer.ts';
import { ContextFullError, type LoadedModel } from './load-model.ts';
import { prefill, type PrefillResult } from './prefill.ts';
import type { DoneReport, GenerateCommand } from './protocol.ts';
import { renderPrompt, roomForReply } from './render-prompt.ts';
import { createReplyPieces } from './reply-pieces.ts';
import type { SendReport } from './send-report.ts';
import type { RenderedPrompt } from './template/prompt-template.ts';
import { replyTokens } from './reply-tokens.ts';
import { createTokenText } from './template/token-text.ts';

type StopReason = DoneReport['stopReason'];
type Generation = {
  readonly loaded: LoadedModel;
  readonly command: GenerateCommand;
  readonly signal: AbortSignal;
  readonly send: SendReport;
};
/** `tokens`: sampled, the one that ended the reply included. */
type Reply = { readonly stopReason: StopReason; readonly tokens: readonly Token[] };

const heartbeatMs = 1000;

/**
 * Answers one request: says the prompt, evaluates it in chunks, then the reply token by token.
 * @throws AppError `template-failed`, `context-overflow`; any other error is the engine's.
 */
export async function generate(generation: Generation): Promise<void> {
  const { loaded, command, signal, send } = generation;
  const { requestId } = command;
  const arrivedAtMs = performance.now();
  const prompt = renderPrompt(loaded, command.turns);
  const totalTokens = prompt.tokens.length;
  const { text, literals } = prompt;
  send({ type: 'prompt', requestId, text, literals, tokenCount: totalTokens, template: loaded.promptTemplate.truth });
  const report = (doneTokens: number, reusedTokens: number): void =>
    send({ type: 'prefill', requestId, doneTokens, totalTokens, reusedTokens });
  const stopHeartbeat = startHeartbeat(generation);
  try {
    const filled = await prefill(loaded, prompt, signal, report);
    const deltas = createDeltaCoalescer(requestId, send, () => report(totalTokens, filled.reusedTokens));
    const reply = filled.isStopped ? stoppedAtOnce : await speak(generation, prompt, deltas);
    deltas.flush();
    const stats = collectStats({ totalTokens, filled, deltas, arrivedAtMs, replyTokens: reply.tokens.length });
    send({ type: 'done', requestId, stopReason: reply.stopReason, stats, tokens: reply.tokens, ...loaded.memory() });
  } finally {
    stopHeartbeat();
  }
}

const stoppedAtOnce: Reply = { stopReason: 'stopped', tokens: [] };

/** The reply, token by token, from what `prefill` left of the prompt. */
async function speak(generation: Generation, prompt: RenderedPrompt, deltas: DeltaCoalescer): Promise<Reply> {
  const { loaded, command, signal } = generation;
  const { model, sequence, promptTemplate } = loaded;
  const { maxTokens, seed, temperature, topP, topK, minP } = command.sampling;
  const room = roomForReply(loaded, prompt);
  const limit = Math.min(maxTokens ?? room, room);
  const pieces = createReplyPieces(promptTemplate, prompt.startsInThought, createTokenText(model), deltas);
  const tokens: Token[] = [];
  const end = (stopReason: StopReason): Reply => {
    pieces.finish();
    return { stopReason, tokens };
  };
  try {
    const options = { temperature, topP, topK, minP, seed, yieldEogToken: true };
    for await (const token of replyTokens(loaded, prompt.tokens.slice(sequence.nextTokenIndex), options)) {
      tokens.push(token);
      if (pieces.push(token) || model.isEogToken(token)) return end('end');
      if (signal.aborted) return end('stopped');
      if (tokens.length >= limit) return end(maxTokens !== null && maxTokens <= room ? 'max-tokens' : 'context-full');
    }
  } catch (error) {
    if (error instanceof ContextFullError) return end('context-full');
    throw error;
  }
  return end('end');
}

/** Says that tokens go by while none of them can be shown, as in a long special token run. */
function startHeartbeat({ loaded, command, send }: Generation): () => void {
  let lastIndex = loaded.sequence.nextTokenIndex;
  const timer = setInterval(() => {
    const index = loaded.sequence.nextTokenIndex;
    if (index !== lastIndex) send({ type: 'progress', requestId: command.requestId });
    lastIndex = index;
  }, heartbeatMs);
  return () => clearInterval(timer);
}

function collectStats(facts: {
  readonly totalTokens: number;
  readonly filled: PrefillResult;
  readonly deltas: DeltaCoalescer;
  readonly arrivedAtMs: number;
  readonly replyTokens: number;
}): ReplyStats {
  const { totalTokens, filled, deltas, arrivedAtMs, replyTokens } = facts;
  const { firstTextAtMs } = deltas;
  const nowMs = performance.now();
  const evaluated = (replyTokens > 0 ? totalTokens : filled.doneTokens) - filled.reusedTokens;
  return {
    promptTokens: totalTokens,
    reusedTokens: filled.reusedTokens,
    replyTokens,
    firstTokenMs: firstTextAtMs === null ? null : firstTextAtMs - arrivedAtMs,
    promptTokensPerSecond: perSecond(evaluated, (firstTextAtMs ?? nowMs) - filled.startedAtMs),
    // The first token's time belongs to the prompt; the rate counts the ones after it.
    replyTokensPerSecond:
      replyTokens < 2 || firstTextAtMs === null ? null : perSecond(replyTokens - 1, nowMs - firstTextAtMs),
    loadMs: 0,
    reasoningTokens: null,
    reasoningMs: null,
  };
}

function perSecond(count: number, elapsedMs: number): number | null {
  return count <= 0 || elapsedMs <= 0 ? null : (count * 1000) / elapsedMs;
}
