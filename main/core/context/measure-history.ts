import type { ChatSettings } from '../../contract/chat-settings.ts';
import type { ChatTurn } from '../ports/runner-pool.ts';
import { countedText, tokensAround } from './path-costs.ts';
import type { PathMessage } from './path-message.ts';
import type { ContextRunner } from './plan-context.ts';
import { toSendable, turnsOf } from './sendable.ts';
import type { Counting } from './token-counts.ts';

export type HistoryQuestion = {
  readonly runner: ContextRunner;
  /** Everything before the message that is being written. */
  readonly path: readonly PathMessage[];
  readonly systemPrompt: string;
  readonly settings: Pick<ChatSettings, 'sampling' | 'overflow' | 'reasoning' | 'templateVariables'>;
};

export type HistoryTokens = {
  /** The system prompt and the template's marks around a message. */
  readonly systemTokens: number;
  /** The messages, or the summary and what comes after it. */
  readonly historyTokens: number;
  /** What the summary stands for. */
  readonly coveredMessages: number;
  readonly coveredTokens: number;
};

/** A history so much longer than the context is counted in pieces, without making one prompt of it. */
const farTooLong = 2;
/** Stands for the message that is being written: one token in every vocabulary. */
export const probe: PathMessage = {
  place: 0,
  messageId: 'draft' as PathMessage['messageId'],
  role: 'user',
  text: 'x',
  reasoning: '',
  attachments: [],
  summary: null,
};

/** What comes before a message, in tokens: the same prompt with and without it, as the template makes it. */
export async function measureHistory(
  { runner, path, systemPrompt, settings }: HistoryQuestion,
  counts: Counting,
  signal: AbortSignal,
): Promise<HistoryTokens> {
  const sendable = toSendable([...path, probe], systemPrompt, settings.overflow);
  const messages = sendable.path.slice(0, -1);
  const covered = path.slice(0, sendable.coveredMessages);
  const render = async (turns: readonly ChatTurn[]): Promise<number> => {
    signal.throwIfAborted();
    return (await runner.render(turns, settings)).tokenCount;
  };
  const withProbe = await render(turnsOf(systemPrompt, [probe]));
  const coveredTokens = await sumOf(runner, covered, counts, signal);
  const summed = await sumOf(runner, messages, counts, signal);
  const isFarTooLong = summed > runner.info.contextSize * farTooLong;
  const all = isFarTooLong ? withProbe + summed : await render(turnsOf(sendable.systemPrompt, sendable.path));
  return {
    systemTokens: withProbe - 1,
    historyTokens: Math.max(0, all - withProbe),
    coveredMessages: covered.length,
    coveredTokens,
  };
}

async function sumOf(
  runner: ContextRunner,
  messages: readonly PathMessage[],
  counts: Counting,
  signal: AbortSignal,
): Promise<number> {
  const tokens = await counts.of(runner, messages.map(countedText), signal);
  return tokens.reduce((sum, count) => sum + count + tokensAround, 0);
}
