import type { Token } from 'node-llama-cpp';
import type { ModelSequence } from './load-model.ts';

/** Below this share of a prompt, what a sequence has in common with it is a template's beginning rather than a conversation. */
const worthwhileShare = 0.5;

/**
 * The one that already holds most of these tokens; where none holds much, the one used longest ago, so that a
 * conversation that goes on finds its state again.
 * @param oldestFirst free ones, never used or used longest ago first.
 */
export function chooseSequence<
  Sequence extends { readonly sequence: Pick<ModelSequence['sequence'], 'compareContextTokens'> },
>(oldestFirst: readonly Sequence[], tokens: readonly Token[]): Sequence | undefined {
  let best = oldestFirst[0];
  let most = tokens.length * worthwhileShare;
  for (const candidate of oldestFirst) {
    const { firstDifferentIndex } = candidate.sequence.compareContextTokens([...tokens]);
    if (firstDifferentIndex <= most) continue;
    best = candidate;
    most = firstDifferentIndex;
  }
  return best;
}
