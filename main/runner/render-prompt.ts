import { AppError } from '../contract/errors.ts';
import type { LoadedModel } from './load-model.ts';
import type { GenerateCommand } from './protocol.ts';
import type { RenderedPrompt } from './template/prompt-template.ts';

/** The engine keeps one cell free and needs another for the first token of the reply. */
const reservedTokens = 2;

/**
 * Turns a conversation into the tokens the model reads, up to where its reply begins.
 * @throws AppError `template-failed`; `context-overflow` when there would be no room for a reply.
 */
export function renderPrompt(
  loaded: Pick<LoadedModel, 'promptTemplate' | 'context'>,
  { turns, shape, prefix }: Pick<GenerateCommand, 'turns' | 'shape' | 'prefix'>,
): RenderedPrompt {
  const prompt = loaded.promptTemplate.render(turns, { shape, prefix });
  const { contextSize } = loaded.context;
  if (prompt.tokens.length + reservedTokens > contextSize) {
    throw new AppError('context-overflow', { promptTokens: prompt.tokens.length, contextSize });
  }
  return prompt;
}

/** Tokens a reply to this prompt may have before the context is full. */
export function roomForReply(loaded: Pick<LoadedModel, 'context'>, prompt: RenderedPrompt): number {
  return loaded.context.contextSize - prompt.tokens.length - 1;
}
