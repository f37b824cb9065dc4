import type { ChatHistoryItem, Token } from 'node-llama-cpp';
import { AppError } from '../contract/errors.ts';
import type { LoadedModel } from './load-model.ts';
import type { GenerateCommand } from './protocol.ts';

export type Prompt = { readonly history: ChatHistoryItem[]; readonly tokens: Token[] };

/** The engine keeps one cell free and needs another for the first token of the reply. */
const reservedTokens = 2;

/**
 * Turns a conversation into the tokens the model reads, up to where its reply begins.
 * @throws AppError `context-overflow` when there would be no room for a reply.
 */
export function renderPrompt(loaded: LoadedModel, turns: GenerateCommand['turns']): Prompt {
  const history = turns.map(toHistoryItem);
  const { contextText } = loaded.chatWrapper.generateContextState({
    chatHistory: [...history, { type: 'model', response: [] }],
  });
  const tokens = contextText.tokenize(loaded.model.tokenizer);
  const contextSize = loaded.context.contextSize;
  if (tokens.length + reservedTokens > contextSize) {
    throw new AppError('context-overflow', { promptTokens: tokens.length, contextSize });
  }
  return { history, tokens };
}

/** Tokens a reply to this prompt may have before the context is full. */
export function roomForReply(loaded: LoadedModel, prompt: Prompt): number {
  return loaded.context.contextSize - prompt.tokens.length - 1;
}

function toHistoryItem(turn: GenerateCommand['turns'][number]): ChatHistoryItem {
  if (turn.role === 'assistant') return { type: 'model', response: [turn.text] };
  return { type: turn.role, text: turn.text };
}
