import type { OverflowPolicy } from '../../contract/chat-settings.ts';
import type { OverflowOptions } from '../../contract/context.ts';
import { AppError } from '../../contract/errors.ts';
import { divideIntoExchanges } from './exchanges.ts';
import { exchangeCosts } from './path-costs.ts';
import { planContext, type ContextPlanInput } from './plan-context.ts';
import { reservedForReply } from './reply-room.ts';
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

/** After a summary so much of the context is taken at most: the next messages are to have room as well. */
const comfortableShare = 0.7;

/**
 * How much of the conversation a summary would have to stand for: the oldest exchanges without which there is room to go
 * on, else as few as make the message fit. Null when there is nothing to summarise, or not even that is enough.
 * @param promptTokens the whole prompt, with an earlier summary in place of what it tells.
 */
export async function summaryChoice(
  { runner, path, settings, promptTokens }: ContextPlanInput & { readonly promptTokens: number },
  counts: Counting,
  signal: AbortSignal,
): Promise<OverflowOptions['summarise']> {
  const { contextSize } = runner.info;
  const { path: rest, coveredMessages, summary } = letSummaryStandIn(path, '');
  const exchanges = divideIntoExchanges(rest);
  const costs = await exchangeCosts({ runner, path: rest, exchanges, budget: Infinity }, counts, signal);
  const summaryTokens = summaryLength(contextSize);
  const earlierTokens = summary === null ? 0 : counts.tokens(runner.modelId, { key: summary.id, text: summary.text });
  const most = contextSize - reservedForReply(contextSize, settings.sampling.maxTokens);
  if (summary !== null && promptTokens <= most) {
    const { messageId: upToId } = summary;
    return { upToId, messages: coveredMessages, tokens: earlierTokens, summaryTokens: earlierTokens, isThere: true };
  }
  let tokens = earlierTokens;
  let fitting: OverflowOptions['summarise'] = null;
  for (const [index, { to }] of exchanges.slice(0, -1).entries()) {
    tokens += costs[index] ?? 0;
    const left = promptTokens - tokens + summaryTokens;
    const upToId = rest[to - 1]?.messageId;
    if (upToId === undefined || left > most) continue;
    if (fitting === null || left <= most * comfortableShare) {
      fitting = { upToId, messages: coveredMessages + to, tokens, summaryTokens, isThere: false };
    }
    if (left <= most * comfortableShare) break;
  }
  return fitting;
}
