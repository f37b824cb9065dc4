import type { LoadedModel } from './load-model.ts';
import type { Prompt } from './render-prompt.ts';

export type PrefillResult = {
  /** Tokens whose state was still there from the previous request. */
  readonly reusedTokens: number;
  readonly evaluatedTokens: number;
  readonly elapsedMs: number;
  readonly isStopped: boolean;
};

/**
 * Evaluates the prompt but for its last token, in chunks short enough to stop between them.
 * What the sequence already holds of the prompt's beginning is kept; the rest of it is erased.
 */
export async function prefill(
  loaded: LoadedModel,
  prompt: Prompt,
  signal: AbortSignal,
  onProgress: (doneTokens: number, reusedTokens: number) => void,
): Promise<PrefillResult> {
  const { sequence, chunkSizer } = loaded;
  // Sampling needs the logits of the last token, so the reply evaluates that one itself.
  const tokens = prompt.tokens.slice(0, -1);
  await sequence.adaptStateToTokens(tokens, false);
  const reusedTokens = sequence.nextTokenIndex;
  onProgress(reusedTokens, reusedTokens);

  const startedAtMs = performance.now();
  let done = reusedTokens;
  while (done < tokens.length && !signal.aborted) {
    const chunk = tokens.slice(done, done + chunkSizer.next());
    const chunkStartedAtMs = performance.now();
    await sequence.evaluateWithoutGeneratingNewTokens(chunk);
    chunkSizer.record(chunk.length, performance.now() - chunkStartedAtMs);
    done += chunk.length;
    onProgress(done, reusedTokens);
    // Lets a cancel that arrived meanwhile be read before the next chunk starts.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    reusedTokens,
    evaluatedTokens: done - reusedTokens,
    elapsedMs: performance.now() - startedAtMs,
    isStopped: signal.aborted,
  };
}
