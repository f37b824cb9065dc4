import type { LoadedSequence } from './load-model.ts';
import type { RenderedPrompt } from './template/prompt-template.ts';

export type PrefillResult = {
  /** Tokens whose state was still there from the previous request. */
  readonly reusedTokens: number;
  /** Prompt tokens in the sequence now, the reused ones included. */
  readonly doneTokens: number;
  readonly startedAtMs: number;
  readonly isStopped: boolean;
};

/**
 * Evaluates the prompt but for its last chunk, in chunks short enough to stop between them. The last one is left to
 * the reply, which evaluates it and samples from it in one pass.
 * What the sequence already holds of the prompt's beginning is kept; the rest of it is erased.
 */
export async function prefill(
  loaded: LoadedSequence,
  prompt: Pick<RenderedPrompt, 'tokens'>,
  signal: AbortSignal,
  onProgress: (doneTokens: number, reusedTokens: number) => void,
): Promise<PrefillResult> {
  const { sequence, chunkSizer, draft, pace } = loaded;
  const { tokens } = prompt;
  // Sampling needs the result of the last token, so that one is evaluated even when it was before.
  await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
  const reusedTokens = sequence.nextTokenIndex;
  onProgress(reusedTokens, reusedTokens);

  const startedAtMs = performance.now();
  let doneTokens = reusedTokens;
  while (!signal.aborted) {
    const size = chunkSizer.next(tokens.length - doneTokens);
    if (doneTokens + size >= tokens.length) break;
    const chunk = tokens.slice(doneTokens, doneTokens + size);
    if (pace !== null && !(await pace.turn('prompt', signal))) break;
    const chunkStartedAtMs = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(chunk).finally(() => pace?.over());
    chunkSizer.record(chunk.length, performance.now() - chunkStartedAtMs);
    doneTokens += chunk.length;
    if (draft?.isOn === true) await draft.follow(tokens.slice(0, doneTokens));
    onProgress(doneTokens, reusedTokens);
    // Lets a cancel that arrived meanwhile be read before the next chunk starts; a turn to wait for does so too.
    if (pace === null || pace.isAlone) await new Promise((resolve) => setImmediate(resolve));
  }
  // Models that cannot go back in their state token by token keep what the next turn shares with this one.
  if (sequence.needsCheckpoints && doneTokens > reusedTokens) await sequence.takeCheckpoint();
  return { reusedTokens, doneTokens, startedAtMs, isStopped: signal.aborted };
}
