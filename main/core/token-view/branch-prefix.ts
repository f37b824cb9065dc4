import { AppError } from '../../contract/errors.ts';
import type { Message } from '../../contract/chat.ts';
import type { ScoredToken } from '../../contract/token-view.ts';
import type { ReplyPrefix } from '../ports/runner-pool.ts';

/** What a branch needs of a token that was looked at. */
export type SeenToken = Pick<ScoredToken, 'id' | 'kind' | 'offset' | 'alternatives'>;

/**
 * The beginning of a reply up to a place, with another token there. Words can be exchanged for words: in the thoughts, in the
 * text, at the very beginning and where the reply ended.
 * @throws AppError `bad-request` where the token was no alternative, or there is none to go on from.
 */
export function branchPrefix(
  { reasoning, text }: Pick<Message, 'reasoning' | 'text'>,
  seen: readonly SeenToken[],
  { place, tokenId }: { readonly place: number; readonly tokenId: number },
): ReplyPrefix {
  const token = seen[place];
  const chosen = token?.alternatives.find(({ id }) => id === tokenId);
  if (!token || !chosen || chosen.isSpecial) throw new AppError('bad-request', { detail: 'no alternative' });
  const tokens = [...seen.slice(0, place).map(({ id }) => id), tokenId];
  const kind = token.kind ?? kindOfMark(seen, place, text);
  // Part of a character is no text yet; its token is enough for the rest to come.
  const words = chosen.text.split('\ufffd')[0] ?? '';
  if (kind === 'reasoning') {
    return { reasoning: reasoning.slice(0, token.offset) + words, text: '', isThoughtClosed: false, tokens };
  }
  return {
    reasoning: place === 0 ? '' : reasoning,
    text: text.slice(0, token.offset) + words,
    isThoughtClosed: true,
    tokens,
  };
}

function kindOfMark(seen: readonly SeenToken[], place: number, text: string): 'text' | 'reasoning' {
  const before = seen.slice(0, place).findLast(({ kind }) => kind !== null)?.kind ?? null;
  const isEnd = seen.slice(place).every(({ kind }) => kind === null);
  if (place === 0 || (isEnd && before === 'text')) return 'text';
  if (isEnd && before === 'reasoning' && text === '') return 'reasoning';
  throw new AppError('bad-request', { detail: 'a mark' });
}
