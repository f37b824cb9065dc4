import type { LlamaModel, Token } from 'node-llama-cpp';
import type { PromptText, PromptToken } from '../../contract/prompt.ts';
import { matcherOf } from './literals.ts';
import { createSpelling } from './token-text.ts';

/** A model's tokens, as far as prompts and replies need them. */
export type Vocabulary = {
  /** Spellings of special tokens, in `g` mode; null when there are none. */
  readonly specials: RegExp | null;
  readonly beginText: string;
  readonly endText: string;
  /** Whether its prompts begin with the token of `beginText`, said by a template or not. */
  readonly addsBegin: boolean;
  isToken(text: string): boolean;
  /** The special token of this spelling. */
  special(text: string): Token | null;
  /** How a special token is spelled; null for every other token. */
  specialText(token: Token): string | null;
  tokenize(prompt: PromptText): Token[];
  /** Somebody's words: what spells a special token is no token here. */
  tokenizeWords(text: string): Token[];
  /** Text of the template's own that goes on behind other tokens, special tokens included. */
  tokenizeNext(text: string): Token[];
  describe(tokens: readonly Token[]): PromptToken[];
  /** How a token goes on behind others: with the space that some tokenizers leave out at the beginning of a text. */
  spell(token: Token): PromptToken;
};

type Special = {
  readonly token: Token;
  readonly text: string;
  readonly trimsLeft: boolean;
  readonly trimsRight: boolean;
};

/** Token types of the file format that text never becomes: see `llama_token_type` in llama.h. */
const plainTypes: ReadonlySet<number> = new Set([1, 5, 6]);
/** Types are not always right: the engine makes special what is spelled like this. */
const looksSpecial = /^(?:<.+>|\[.+\]|◁.+▷)$/s;

/** Reads the special tokens once; for 150,000 tokens that takes some milliseconds. */
export function createVocabulary(model: LlamaModel): Vocabulary {
  const texts: readonly string[] = model.fileInfo.metadata.tokenizer.ggml.tokens ?? [];
  const types: readonly number[] = model.fileInfo.metadata.tokenizer.ggml.token_type ?? [];
  const specials = texts.flatMap((text, id) => {
    if (plainTypes.has(types[id] ?? 1) && !looksSpecial.test(text)) return [];
    return readSpecial(model, id as Token, text) ?? [];
  });
  const byText = new Map(specials.map((special) => [special.text, special]));
  const byToken = new Map(specials.map((special) => [special.token, special]));
  const known = new Set(texts);
  const matcher = matcherOf([...byText.keys()]);
  const spelling = createSpelling(model);

  return {
    specials: matcher,
    beginText: model.tokens.bosString ?? '',
    endText: model.tokens.eosString ?? '',
    addsBegin: model.tokens.shouldPrependBosToken && model.tokens.bosString !== null,
    isToken: (text) => known.has(text),
    special: (text) => byText.get(text)?.token ?? null,
    specialText: (token) => byToken.get(token)?.text ?? null,
    tokenize: ({ text, literals }) =>
      literals.length === 0 || matcher === null
        ? model.tokenize(text, true)
        : tokenizeAround(model, { text, literals }, matcher, byText),
    tokenizeWords: (text) => model.tokenize(text, false),
    tokenizeNext: (text) => model.tokenize(text, true, 'trimLeadingSpace'),
    spell: (token) => {
      const special = byToken.get(token)?.text;
      return { id: token, text: special ?? spelling([token]), isSpecial: special !== undefined };
    },
    describe: (tokens) =>
      tokens.map((token) => ({
        id: token,
        text: byToken.get(token)?.text ?? model.detokenize([token], true),
        isSpecial: byToken.has(token),
      })),
  };
}

function readSpecial(model: LlamaModel, token: Token, text: string): Special | null {
  const attributes = model.getTokenAttributes(token);
  if (!attributes.control && !attributes.unknown) return null;
  return { token, text, trimsLeft: attributes.lstrip, trimsRight: attributes.rstrip };
}

/** As the engine cuts a text at its special tokens, but for those that are somebody's words. */
function tokenizeAround(
  model: LlamaModel,
  { text, literals }: PromptText,
  matcher: RegExp,
  byText: ReadonlyMap<string, Special>,
): Token[] {
  const isLiteral = new Set(literals);
  const tokens: Token[] = [];
  let start = 0;
  let trimsRun = false;
  const addRun = (end: number, trimsEnd: boolean): void => {
    const run = text.slice(start, end);
    const trimmed = trimsRun ? run.trimStart() : run;
    for (const token of model.tokenize(trimsEnd ? trimmed.trimEnd() : trimmed, false)) tokens.push(token);
  };
  for (const found of text.matchAll(matcher)) {
    const special = byText.get(found[0]);
    if (special === undefined || isLiteral.has(found.index)) continue;
    addRun(found.index, special.trimsLeft);
    tokens.push(special.token);
    start = found.index + found[0].length;
    trimsRun = special.trimsRight;
  }
  addRun(text.length, false);
  return tokens;
}
