import { LlamaVocabularyType, type LlamaModel, type Token } from 'node-llama-cpp';

/** Makes text of tokens one at a time, without ever cutting a character. */
export type TokenText = {
  /** What the token adds; empty while a character is incomplete. */
  push(token: Token): string;
  /** What is left when no more tokens come. */
  finish(): string;
  /** No character is incomplete. */
  readonly isWhole: boolean;
};

/** A character has at most four bytes, and a token at least one of them. */
const mostTokensOfCharacter = 4;
const incomplete = '\ufffd';

/** The text of tokens that stand behind others. */
export function createSpelling(model: LlamaModel): (tokens: readonly Token[]) => string {
  // Tokenizers of this kind drop the space before a text's first word: another word goes before it.
  const anchor = model.vocabularyType === LlamaVocabularyType.bpe ? [] : model.tokenize('a', false).slice(-1);
  const anchorLength = model.detokenize(anchor, false).length;
  return (tokens) => model.detokenize([...anchor, ...tokens], false).slice(anchorLength);
}

export function createTokenText(model: LlamaModel): TokenText {
  const spell = createSpelling(model);
  let pending: Token[] = [];

  const takeText = (): string => {
    const text = spell(pending);
    pending = [];
    return text;
  };
  return {
    push(token) {
      pending.push(token);
      const text = spell(pending);
      if (text.endsWith(incomplete) && pending.length < mostTokensOfCharacter) return '';
      pending = [];
      return text;
    },
    get isWhole() {
      return pending.length === 0;
    },
    finish: () => (pending.length === 0 ? '' : takeText()),
  };
}
