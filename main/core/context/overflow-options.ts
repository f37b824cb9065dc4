import type { OverflowPolicy } from '../../contract/chat-settings.ts';
import type { OverflowOptions } from '../../contract/context.ts';
import { AppError } from '../../contract/errors.ts';
import { divideIntoExchanges } from './exchanges.ts';
import { exchangeCosts } from './path-costs.ts';
import { planContext, type ContextPlanInput } from './plan-context.ts';
import { leastRoom, reservedForReply } from './reply-room.ts';
import { letSummaryStandIn } from './summary-standing-in.ts';
import { summaryLength } from './summary/summary-length.ts';
import type { Counting } from './token-counts.ts';

type Outcome = OverflowOptions['dropOldest'];

/** What a policy that leaves something out would make of the next message; null when it would leave nothing out. */
export async function outcomeOf(
  policy: Extract<OverflowPolicy, 'drop-oldest' | 'keep-ends'>,
  input: ContextPlanInput,
  counts: Counting,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const { context } = await planContext(
      { ...input, settings: { ...input.settings, overflow: policy } },
      counts,
      signal,
    );
    const leftOutMessages = context.leftOut.reduce((sum, { from, to }) => sum + to - from, 0);
    return leftOutMessages === 0 ? null : { leftOutMessages, promptTokens: context.promptTokens, fits: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'context-overflow') throw error;
    return { leftOutMessages: 0, promptTokens: Number(error.params.promptTokens), fits: false };
  }
}

/** After a summary so much of the context is taken at most, where that can be: the next messages are to have room as well. */
const comfortableShare = 0.7;

export type SummaryQuestion = Pick<ContextPlanInput, 'runner' | 'path' | 'settings'> & {
  /** The whole prompt, with an earlier summary in place of what it tells. */
  readonly promptTokens: number;
};

/**
 * How much of the conversation a summary would have to stand for: as few of the oldest exchanges as leave room to go on,
 * else room for a whole reply, else for any. Null when there is nothing to summarise, or not even that is enough.
 */
export async function summaryChoice(
  { runner, path, settings, promptTokens }: SummaryQuestion,
  counts: Counting,
  signal: AbortSignal,
): Promise<OverflowOptions['summarise']> {
  const { contextSize } = runner.info;
  const { path: rest, coveredMessages, summary } = letSummaryStandIn(path, '');
  const exchanges = divideIntoExchanges(rest);
  const costs = await exchangeCosts({ runner, path: rest, exchanges, budget: Infinity }, counts, signal);
  const earlierTokens = summary === null ? 0 : counts.tokens(runner.modelId, { key: summary.id, text: summary.text });
  const roomy = contextSize - reservedForReply(contextSize, settings.sampling.maxTokens);
  if (summary !== null && promptTokens <= roomy) {
    const { messageId: upToId } = summary;
    return { upToId, messages: coveredMessages, tokens: earlierTokens, summaryTokens: earlierTokens, isThere: true };
  }
  const summaryTokens = summaryLength(contextSize);
  const candidates = exchanges.slice(0, -1).map(({ to }, index) => {
    const tokens = costs.slice(0, index + 1).reduce((sum, cost) => sum + cost, earlierTokens);
    return { to, tokens, left: promptTokens - tokens + summaryTokens };
  });
  const chosen = [roomy * comfortableShare, roomy, contextSize - leastRoom]
    .map((most) => candidates.find(({ left }) => left <= most))
    .find((candidate) => candidate !== undefined);
  const upToId = chosen && rest[chosen.to - 1]?.messageId;
  if (!chosen || upToId === undefined) return null;
  return { upToId, messages: coveredMessages + chosen.to, tokens: chosen.tokens, summaryTokens, isThere: false };
}
