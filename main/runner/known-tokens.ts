import type { LlamaModel, Token } from 'node-llama-cpp';

/** Tokens from outside; null when there are none, or when one of them is none of the model's: the engine would abort. */
export function knownTokens(
  { fileInfo }: Pick<LlamaModel, 'fileInfo'>,
  tokens: readonly number[] | null | undefined,
): Token[] | null {
  const count = fileInfo.metadata.tokenizer.ggml.tokens.length;
  const isKnown = tokens?.every((token) => Number.isInteger(token) && token >= 0 && token < count) === true;
  return isKnown ? tokens.map((token) => token as Token) : null;
}
