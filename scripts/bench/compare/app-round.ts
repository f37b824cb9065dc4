import type { ContestantSetup } from '../../../main/contract/contestants.ts';
import type { ModelId } from '../../../main/contract/ids.ts';
import type { AppClient } from '../chat/app-client.ts';
import { comparedRound, roundPrompt, type RoundSample } from './compared-round.ts';
import { followRound } from './follow-round.ts';

/** Columns of one model that differ in their seed, so that none is another's twin. */
export function setupsOf(modelId: ModelId, maxTokens: number): readonly ContestantSetup[] {
  return Array.from({ length: comparedRound.columns }, (_, seed) => ({
    modelId,
    load: {},
    settings: { sampling: { maxTokens, seed } },
    systemPrompt: '',
    variables: {},
  }));
}

/** One round of a comparison through the whole app, timed where a person would see the text: at the client. */
export async function compareThroughApp(client: AppClient, modelId: ModelId, round: number): Promise<RoundSample> {
  const { columns, replyTokens } = comparedRound;
  const setups = setupsOf(modelId, replyTokens);
  const { comparisonId } = await client.compare.create.mutate({
    setups,
    mode: 'open',
    timing: 'quick',
    conversationId: null,
  });
  const followed = followRound(client, comparisonId, columns);
  try {
    const askedAt = performance.now();
    await client.compare.ask.mutate({ comparisonId, text: roundPrompt(round) });
    await followed.begun();
    const begunMs = performance.now() - askedAt;
    const answers = await followed.ended();
    const elapsedMs = performance.now() - askedAt;
    const tokens = answers.reduce((sum, { stats }) => sum + (stats?.replyTokens ?? NaN), 0);
    return {
      tokensPerSecond: (1000 * tokens) / elapsedMs,
      begunMs,
      promptTokens: answers[0]?.stats?.promptTokens ?? NaN,
    };
  } finally {
    followed.end();
    await client.compare.remove.mutate({ comparisonId });
  }
}
