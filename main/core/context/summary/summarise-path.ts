import { randomInt } from 'node:crypto';
import { defaultChatSettings } from '../../../contract/chat-settings.ts';
import { AppError } from '../../../contract/errors.ts';
import type { LoadedRunner } from '../../ports/runner-pool.ts';
import { messageText } from '../message-text.ts';
import type { PathMessage } from '../path-message.ts';
import { letSummaryStandIn } from '../summary-standing-in.ts';
import type { TokenCounts } from '../token-counts.ts';
import { groupPieces, type Piece } from './group-pieces.ts';
import { languageOf } from './language-of.ts';
import { summaryLength } from './summary-length.ts';
import { summaryWords, type SummaryWords } from './summary-words.ts';

export type SummaryProgress = {
  readonly onStep: (step: number, steps: number) => void;
  readonly onText: (text: string) => void;
};
type Work = SummaryProgress & {
  readonly runner: LoadedRunner;
  readonly counts: TokenCounts;
  readonly words: SummaryWords;
  /** Tokens of conversation that one request may hold. */
  readonly budget: number;
  readonly mostTokens: number;
  readonly signal: AbortSignal;
};

/** Tokens around a request: the template's marks, and labels whose own tokens were not counted. */
const marginTokens = 48;
/** Less conversation than this at a time gives no summary worth the name. */
const leastBudget = 64;
/** Close to what the model finds likeliest, but not into its loops. */
const temperature = 0.3;

/**
 * A summary of messages by the model itself, bounded by `summaryLength`. What does not fit at once is summarised in parts,
 * and then their summaries are. An earlier summary among the messages stands for what it covers.
 * @throws AppError `summary-failed`, `context-overflow`, `runner-*`; the signal's reason.
 */
export async function summarisePath(
  input: Pick<Work, 'runner' | 'counts' | 'signal'> & SummaryProgress & { readonly path: readonly PathMessage[] },
): Promise<string> {
  const { runner, counts, signal, path } = input;
  const words = summaryWords[languageOf(path.map(({ text }) => text.slice(0, 400)).join('\n'))];
  const { contextSize } = runner.info;
  const around = counts.estimate(runner.modelId, `${words.ask}\n\n${words.remind}`) + marginTokens;
  const mostTokens = Math.min(summaryLength(contextSize), Math.floor((contextSize - around) / 4));
  const budget = Math.floor((contextSize - around - mostTokens) * 0.95);
  if (budget < leastBudget) throw new AppError('summary-failed', { detail: `a context of ${contextSize} tokens` });
  const pieces = await toPieces(path, words, input);
  return condense(pieces, { ...input, words, budget, mostTokens, signal });
}

/** The conversation as a script, each message a piece. */
async function toPieces(
  path: readonly PathMessage[],
  words: SummaryWords,
  { runner, counts, signal }: Pick<Work, 'runner' | 'counts' | 'signal'>,
): Promise<Piece[]> {
  const { path: rest, summary } = letSummaryStandIn(path, '');
  const said = rest
    .map((message) => ({
      key: message.messageId as string,
      label: labelOf(message, words),
      text: messageText(message),
    }))
    .filter(({ text }) => text.trim() !== '');
  const texts = summary ? [{ key: summary.id as string, label: words.before, text: summary.text }, ...said] : said;
  const tokens = await counts.of(runner, texts, signal);
  return texts.map(({ label, text }, index) => ({ text: `${label}: ${text}`, tokens: (tokens[index] ?? 0) + 6 }));
}

function labelOf({ role }: PathMessage, words: SummaryWords): string {
  return role === 'user' ? words.person : words.reply;
}

async function condense(pieces: readonly Piece[], work: Work): Promise<string> {
  let groups = groupPieces(pieces, work.budget);
  let step = 0;
  while (groups.length > 1) {
    const summaries: Piece[] = [];
    for (const group of groups) {
      step += 1;
      work.onStep(step, step + groups.length - summaries.length);
      summaries.push(await summariseOnce(group, work));
    }
    groups = groupPieces(summaries, work.budget);
  }
  work.onStep(step + 1, step + 1);
  const { text } = await summariseOnce(groups[0] ?? '', work);
  return text;
}

async function summariseOnce(
  conversation: string,
  { runner, words, mostTokens, signal, onText }: Work,
): Promise<Piece> {
  signal.throwIfAborted();
  let text = '';
  const { stopReason, stats } = await runner.generate(
    {
      turns: [{ role: 'user', text: `${words.ask}\n\n${conversation}\n\n${words.remind}` }],
      sampling: { ...defaultChatSettings.sampling, temperature, maxTokens: mostTokens, seed: randomInt(0, 2 ** 32) },
      shape: {
        reasoning: { isOn: false, effort: null, budgetTokens: 0 },
        templateVariables: {},
        structure: { kind: 'none' },
      },
      prefix: null,
    },
    {
      signal,
      onEvent: (event) => {
        if (event.type !== 'delta' || event.kind !== 'text') return;
        text += event.text;
        onText(event.text);
      },
    },
  );
  signal.throwIfAborted();
  if (stopReason === 'stopped') throw new AppError('summary-failed', { detail: 'the model was unloaded' });
  const whole = stopReason === 'end' ? text.trim() : wholeSentences(text.trim());
  if (whole === '') throw new AppError('summary-failed', { detail: 'an empty text' }, { isRetryable: true });
  return { text: whole, tokens: stats.replyTokens };
}

/** Up to the last sentence that ended, when that is most of it. */
function wholeSentences(text: string): string {
  const end = [...text.matchAll(/[.!?。！？…](?=\s|$)|[。！？]/gu)].at(-1);
  const length = end === undefined ? 0 : end.index + end[0].length;
  return length > text.length / 2 ? text.slice(0, length) : text;
}
