import type { ExportFormat } from '../../../contract/exchange.ts';
import type { ExchangeConversation, ExchangeMessage } from '../../../contract/exchange-file.ts';
import { messageText } from '../../context/message-text.ts';
import { systemPromptOf, type ExportContext, type ExportFormatWriter } from './export-format.ts';
import { trainingSamples, type SampleTurn, type TrainingSample } from './training-samples.ts';

type TrainingFormat = Extract<ExportFormat, 'openai-jsonl' | 'sharegpt-jsonl'>;
type Turn = { readonly role: 'system' | 'user' | 'assistant'; readonly words: string; readonly isLearned: boolean };

/** A sample a line. Only OpenAI's form can say of a reply that it is not to be learned (`weight` 0). */
export function trainingFormat(format: TrainingFormat, context: ExportContext): ExportFormatWriter {
  const { options } = context;
  const canWeigh = format === 'openai-jsonl';
  const toLine = canWeigh ? openAiLine : shareGptLine;
  return {
    opening: '',
    between: '',
    closing: '',
    write: (conversation) => {
      const { samples, leftOut } = trainingSamples(conversation, { ...options, canWeigh });
      const lines = samples
        .map((sample) => turnsOf(sample, conversation, context))
        .filter((turns) => turns.some(({ isLearned }) => isLearned))
        .map(toLine);
      return {
        pieces: lines.map((line) => `${JSON.stringify(line)}\n`),
        messages: new Set(samples.flat().map(({ message }) => message)).size,
        lines: lines.length,
        leftOut,
      };
    },
  };
}

function openAiLine(turns: readonly Turn[]): object {
  return {
    messages: turns.map(({ role, words, isLearned }) => ({
      role,
      content: words,
      ...(role === 'assistant' && !isLearned ? { weight: 0 } : {}),
    })),
  };
}

const shareGptNames = { system: 'system', user: 'human', assistant: 'gpt' } as const;

function shareGptLine(turns: readonly Turn[]): object {
  return { conversations: turns.map(({ role, words }) => ({ from: shareGptNames[role], value: words })) };
}

function turnsOf(sample: TrainingSample, conversation: ExchangeConversation, context: ExportContext): readonly Turn[] {
  const prompt = promptOf(sample, conversation, context);
  const turns: Turn[] = prompt.trim() === '' ? [] : [{ role: 'system', words: prompt, isLearned: false }];
  for (const { message, isLearned } of sample) {
    const words = wordsOf(message, context.options.includesReasoning);
    const last = turns.at(-1);
    // Trainers want the two to take turns, which a deleted message may have undone. Joined words are learned as one.
    if (last?.role === message.role) {
      turns[turns.length - 1] = { ...last, words: `${last.words}\n\n${words}`, isLearned: last.isLearned && isLearned };
    } else turns.push({ role: message.role, words, isLearned });
  }
  return turns;
}

/** As it was sent with the last of the replies, variables filled in; where no reply tells, as it is set now. */
function promptOf(
  sample: readonly SampleTurn[],
  conversation: ExchangeConversation,
  { projects }: ExportContext,
): string {
  const told = sample.findLast(({ message }) => message.record !== null)?.message.record;
  return told?.systemPrompt ?? systemPromptOf(conversation, projects);
}

/** As a model reads it, files included. */
function wordsOf(message: ExchangeMessage, includesReasoning: boolean): string {
  const { role, text, reasoning } = message;
  if (role === 'user') return messageText(message);
  return includesReasoning && reasoning.trim() !== '' ? `<think>\n${reasoning.trim()}\n</think>\n\n${text}` : text;
}
