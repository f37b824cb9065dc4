import type { LoadedRunner } from '../ports/runner-pool.ts';
import type { Stretch } from './exchanges.ts';
import { messageText } from './message-text.ts';
import type { PathMessage } from './path-message.ts';
import type { CountedText, Counting } from './token-counts.ts';

/** Marks of a template around a message: most take four to eight tokens. */
export const tokensAround = 6;
/** Counting goes from the newest message back, this many at a time, and ends where it is surely too much. */
const countedAtOnce = 64;
const surelyTooMuch = 1.25;

export type CostQuestion = {
  readonly runner: Pick<LoadedRunner, 'modelId' | 'count'>;
  readonly path: readonly PathMessage[];
  readonly exchanges: readonly Stretch[];
  /** Tokens beyond which nobody needs to know how many. */
  readonly budget: number;
};

export function countedText(message: PathMessage): CountedText {
  return { key: message.messageId, text: messageText(message) };
}

/**
 * About how many tokens each exchange is in a prompt. The first exchange and the newest ones up to the budget are counted,
 * once for each message; older ones, which are too much anyway, are estimated.
 */
export async function exchangeCosts(
  { runner, path, exchanges, budget }: CostQuestion,
  counts: Counting,
  signal: AbortSignal,
): Promise<number[]> {
  const texts = path.map(countedText);
  const first = exchanges[0];
  if (first) await counts.of(runner, texts.slice(first.from, first.to), signal);
  let sum = 0;
  for (let to = path.length; to > 0 && sum <= budget * surelyTooMuch; to -= countedAtOnce) {
    const group = await counts.of(runner, texts.slice(Math.max(0, to - countedAtOnce), to), signal);
    sum += group.reduce((total, tokens) => total + tokens + tokensAround, 0);
  }
  const costs = texts.map((text) => counts.tokens(runner.modelId, text) + tokensAround);
  return exchanges.map(({ from, to }) => costs.slice(from, to).reduce((total, cost) => total + cost, 0));
}
