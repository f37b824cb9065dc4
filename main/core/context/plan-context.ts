import type { ChatSettings } from '../../contract/chat-settings.ts';
import { AppError } from '../../contract/errors.ts';
import type { ContextInput, PlannedContext } from '../chat/plan-reply.ts';
import type { LoadedRunner } from '../ports/runner-pool.ts';
import { droppedExchanges } from './exchanges.ts';
import { fewestDropped, type Dropped } from './fewest-dropped.ts';
import { countedText, exchangeCosts } from './path-costs.ts';
import { leastRoom, reservedForReply } from './reply-room.ts';
import { sentWithout, toSendable, turnsOf, type Sendable } from './sendable.ts';
import type { Counting } from './token-counts.ts';

/** Of a runner only what counting takes: what is told to people may be estimated (`estimating-runner.ts`). */
export type ContextRunner = Pick<LoadedRunner, 'modelId' | 'count'> & {
  readonly info: Pick<LoadedRunner['info'], 'contextSize'>;
  readonly render: (...asked: Parameters<LoadedRunner['render']>) => Promise<{ readonly tokenCount: number }>;
};

/** What a reply is planned from; of the settings only what decides what is sent. */
export type ContextPlanInput = Omit<ContextInput, 'runner' | 'settings'> & {
  readonly runner: ContextRunner;
  readonly settings: Pick<ChatSettings, 'sampling' | 'overflow' | 'reasoning' | 'templateVariables'>;
};

/** A path that is so much longer than the context is refused by the sum of its counts, without making one prompt of it. */
const farTooLong = 1.5;

/**
 * What a reply is generated from: the system prompt and as much of the path as fits, by the conversation's policy. What is
 * sent was rendered with the model's own template and counted. Left out are whole exchanges, the fewest that will do, and
 * never the newest message; nothing is left out where nobody chose that.
 * @throws AppError `context-overflow` when what has to be sent leaves no room for a reply; `template-failed`, `runner-*`;
 *   the signal's reason.
 */
export async function planContext(
  input: ContextPlanInput,
  counts: Counting,
  signal: AbortSignal,
): Promise<PlannedContext> {
  const { contextSize } = input.runner.info;
  const sendable = toSendable(input.path, input.systemPrompt, input.settings.overflow);
  const { dropped, tokens } = await chooseDropped(input, sendable, counts, signal);
  // Where nothing more may go, the reply may have what was kept free for it.
  if (tokens + leastRoom > contextSize) throw new AppError('context-overflow', { promptTokens: tokens, contextSize });
  const { messages, leftOut } = sentWithout(sendable, dropped);
  return {
    turns: turnsOf(sendable.systemPrompt, messages),
    context: {
      policy: sendable.policy,
      contextSize,
      promptTokens: tokens,
      sentMessages: messages.length,
      leftOut,
      summaryId: sendable.summary?.id ?? null,
    },
  };
}

async function chooseDropped(
  { runner, settings, prefix }: ContextPlanInput,
  sendable: Sendable,
  counts: Counting,
  signal: AbortSignal,
): Promise<Dropped> {
  const { contextSize } = runner.info;
  const { path, exchanges, mostDropped: most, policy, systemPrompt } = sendable;
  const budget = contextSize - (most > 0 ? reservedForReply(contextSize, settings.sampling.maxTokens) : leastRoom);
  const costs = await exchangeCosts({ runner, path, exchanges, budget }, counts, signal);
  const around = counts.estimate(runner.modelId, systemPrompt + (prefix?.text ?? ''));
  const estimate = (dropped: number): number => {
    const { from, to } = droppedExchanges(policy, dropped);
    return costs.reduce((sum, cost, index) => (index >= from && index < to ? sum : sum + cost), around);
  };
  if (most === 0 && estimate(0) > contextSize * farTooLong) {
    const all = await counts.of(runner, path.map(countedText), signal);
    const promptTokens = all.reduce((sum, tokens) => sum + tokens, 0);
    if (promptTokens > contextSize * farTooLong) return { dropped: 0, tokens: promptTokens };
  }
  return fewestDropped({
    most,
    budget,
    estimate,
    async measure(dropped) {
      signal.throwIfAborted();
      const { messages } = sentWithout(sendable, dropped);
      const { tokenCount } = await runner.render(turnsOf(systemPrompt, messages), settings, prefix);
      return tokenCount;
    },
  });
}
