import { ggufLimits } from './gguf-limits.ts';
import { visitStrings, type GgufArray, type GgufElementType } from './gguf-metadata.ts';
import { malformed, overLimit } from './header-cursor.ts';
import type { MetadataView } from './metadata-view.ts';

export type TokenizerFacts = { readonly tokenizer: string; readonly vocabularySize: number };

const tokensKey = 'tokenizer.ggml.tokens';
/** "No such token" in files that cannot leave the key out. */
const noToken = 0xffff_ffff;
/**
 * Ids that steer every reply. llama.cpp replaces the other ones (padding, separator …) by defaults when they are out of
 * range, and real files have them so.
 */
const decisiveIds = ['bos', 'eos', 'eot', 'eom', 'unknown'].map((name) => `tokenizer.ggml.${name}_token_id`);

/** Checks the vocabulary: llama.cpp aborts on doubled tokens and reads past the end of short side arrays. @throws AppError `gguf-*`. */
export async function judgeTokenizer(view: MetadataView, signal?: AbortSignal): Promise<TokenizerFacts> {
  const tokenizer = view.requiredName('tokenizer.ggml.model');
  const tokens = view.array(tokensKey);
  if (tokens === null) throw malformed(tokensKey, 'missing');
  if (tokens.elementType !== 'string' || tokens.count === 0) throw malformed(tokensKey, 'strings are wanted');
  if (tokens.count > ggufLimits.tokenCount) throw overLimit(tokensKey, tokens.count, ggufLimits.tokenCount);
  checkSideArray(view, 'tokenizer.ggml.scores', ['float32'], tokens.count);
  checkSideArray(view, 'tokenizer.ggml.token_type', ['int32', 'uint32'], tokens.count);
  checkSpecialIds(view, tokens.count);
  await checkDistinct(tokens, signal);
  await checkMerges(view, tokenizer, signal);
  return { tokenizer, vocabularySize: tokens.count };
}

/** llama.cpp takes these arrays by their address, whatever their type and length. */
function checkSideArray(view: MetadataView, key: string, types: readonly GgufElementType[], tokenCount: number): void {
  const array = view.array(key);
  if (array === null) return;
  if (!types.includes(array.elementType))
    throw malformed(key, `${types.join(' or ')} wanted, not ${array.elementType}`);
  if (array.count < tokenCount) throw malformed(key, `${array.count} entries for ${tokenCount} tokens`);
}

function checkSpecialIds(view: MetadataView, tokenCount: number): void {
  for (const key of decisiveIds) {
    const id = view.integer(key, { least: -1, most: noToken });
    if (id !== null && id !== -1 && id !== noToken && id >= tokenCount) {
      throw malformed(key, `${id} is outside the ${tokenCount} tokens`);
    }
  }
}

async function checkDistinct(tokens: GgufArray, signal: AbortSignal | undefined): Promise<void> {
  // Latin-1 keeps bytes apart that UTF-8 decoding would merge, and costs a fraction of it.
  const seen = new Set<string>();
  await visitStrings(
    tokens,
    (start, end, index) => {
      // Real vocabularies have empty tokens; llama.cpp names them apart by their index.
      if (start === end) return;
      const token = tokens.bytes.toString('latin1', start, end);
      if (seen.has(token)) throw malformed(tokensKey, `token ${index} appears twice`);
      seen.add(token);
    },
    signal,
  );
}

async function checkMerges(view: MetadataView, tokenizer: string, signal: AbortSignal | undefined): Promise<void> {
  const key = 'tokenizer.ggml.merges';
  const merges = view.array(key);
  if (merges === null) {
    if (tokenizer === 'gpt2') throw malformed(key, 'missing');
    return;
  }
  if (merges.elementType !== 'string') throw malformed(key, 'strings are wanted');
  const check = (start: number, end: number, index: number): void => {
    if (start === end) throw malformed(key, `merge ${index} is empty`);
  };
  await visitStrings(merges, check, signal);
}
