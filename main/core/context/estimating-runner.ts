import type { ModelId } from '../../contract/ids.ts';
import { tokensAround } from './path-costs.ts';
import type { ContextRunner } from './plan-context.ts';
import type { TokenCounts } from './token-counts.ts';

/**
 * Answers for a model that is not loaded, or has something better to do: what it would count is estimated. Only for
 * telling people; what is sent is counted by the model itself.
 */
export function createEstimatingRunner(
  modelId: ModelId,
  contextSize: number,
  counts: Pick<TokenCounts, 'estimate'>,
): ContextRunner {
  const estimate = (text: string): number => counts.estimate(modelId, text);
  return {
    modelId,
    info: { contextSize },
    count: (texts) => Promise.resolve(texts.map(estimate)),
    render: (turns, _shape, prefix) => {
      const said = turns.reduce((sum, { text }) => sum + estimate(text) + tokensAround, 0);
      return Promise.resolve({ tokenCount: said + estimate(prefix?.text ?? '') });
    },
  };
}
