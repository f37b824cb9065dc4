import type { ReplyStats } from '../contract/chat.ts';
import { createDeltaCoalescer, type DeltaCoalescer } from './delta-coalescer.ts';
import type { LoadedSequence } from './load-model.ts';
import { prefill, type PrefillResult } from './prefill.ts';
import type { GenerateCommand } from './protocol.ts';
import { renderPrompt } from './render-prompt.ts';
import { createReplyForm } from './reply/reply-form.ts';
import { speak } from './reply/speak.ts';
import type { Spoken } from './reply/speaker.ts';
import type { SendReport } from './send-report.ts';
import type { SequenceTurn } from './sequence-turns.ts';

type Generation = {
  readonly turn: SequenceTurn;
  readonly command: GenerateCommand;
  readonly send: SendReport;
};

const heartbeatMs = 1000;

/**
 * Answers one request: says the prompt, evaluates it in chunks, then the reply token by token.
 * @throws AppError `template-failed`, `context-overflow`, `grammar-invalid`, `schema-invalid`; any other error is the engine's.
 */
export async function generate(generation: Generation): Promise<void> {
  const { turn, command, send } = generation;
  const { model, signal } = turn;
  const { requestId } = command;
  const arrivedAtMs = performance.now();
  const form = await createReplyForm(model, command.shape.structure);
  const prompt = renderPrompt(model, command);
  const totalTokens = prompt.tokens.length;
  const { text, literals, replyStart } = prompt;
  const { truth: template } = model.promptTemplate;
  send({ type: 'prompt', requestId, text, literals, tokenCount: totalTokens, template, replyStart });
  const report = (doneTokens: number, reusedTokens: number): void =>
    send({ type: 'prefill', requestId, doneTokens, totalTokens, reusedTokens });
  const loaded = turn.take(prompt.tokens);
  const stopHeartbeat = startHeartbeat(loaded, generation);
  try {
    const filled = await prefill(loaded, prompt, signal, report);
    const deltas = createDeltaCoalescer(requestId, send, () => report(totalTokens, filled.reusedTokens));
    const reply = filled.isStopped ? stoppedAtOnce : await speak({ loaded, command, prompt, form, signal, deltas });
    deltas.flush();
    const stats = collectStats({ totalTokens, filled, deltas, arrivedAtMs, reply });
    const { stopReason, tokens } = reply;
    send({ type: 'done', requestId, stopReason, stats, tokens, ...loaded.memory() });
  } finally {
    stopHeartbeat();
  }
}

const stoppedAtOnce: Spoken = {
  stopReason: 'stopped',
  count: 0,
  tokens: [],
  thoughts: null,
  isReasoningCut: false,
};

/** Says that tokens go by while none of them can be shown, as in a long special token run. */
function startHeartbeat({ sequence }: LoadedSequence, { command, send }: Generation): () => void {
  let lastIndex = sequence.nextTokenIndex;
  const timer = setInterval(() => {
    const index = sequence.nextTokenIndex;
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
  readonly reply: Spoken;
}): ReplyStats {
  const { totalTokens, filled, deltas, arrivedAtMs, reply } = facts;
  const replyTokens = reply.count;
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
    reasoningTokens: reply.thoughts?.reasoningTokens ?? null,
    reasoningMs: reply.thoughts?.reasoningMs ?? null,
    ...(reply.isReasoningCut ? { isReasoningCut: true } : {}),
  };
}

function perSecond(count: number, elapsedMs: number): number | null {
  return count <= 0 || elapsedMs <= 0 ? null : (count * 1000) / elapsedMs;
}
