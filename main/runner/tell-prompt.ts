import type { LoadedModel } from './load-model.ts';
import type { RunnerCommand, RunnerReport } from './protocol.ts';

type Command<Type extends RunnerCommand['type']> = Extract<RunnerCommand, { type: Type }>;

/** The prompt of a conversation, without evaluating it, whether or not it fits. @throws AppError `template-failed`. */
export function tellPrompt({ promptTemplate }: LoadedModel, command: Command<'render'>): RunnerReport {
  const { text, literals, tokens } = promptTemplate.render(command.turns, command);
  const { requestId } = command;
  return { type: 'rendered', requestId, text, literals, tokenCount: tokens.length, template: promptTemplate.truth };
}

/** The tokens a prompt has, as the model reads it. */
export function tellTokens({ promptTemplate }: LoadedModel, command: Command<'tokenize'>): RunnerReport {
  const { vocabulary } = promptTemplate;
  const tokens = vocabulary.tokenize(command.prompt);
  return {
    type: 'tokenized',
    requestId: command.requestId,
    tokens: vocabulary.describe(tokens.slice(0, command.limit)),
    totalTokens: tokens.length,
  };
}

/** Tokens each text is inside a prompt: what spells a special token there is words, and is counted as words. */
export function tellCounts({ promptTemplate }: LoadedModel, command: Command<'count'>): RunnerReport {
  const { vocabulary } = promptTemplate;
  const counts = command.texts.map((text) => vocabulary.tokenizeWords(text).length);
  return { type: 'counted', requestId: command.requestId, counts };
}
