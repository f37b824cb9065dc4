import type { SearchTerm } from '../ports/search-repository.ts';
import { splitWords } from './split-words.ts';

const mostWords = 64;
const quotes = '"“”„«»「」『』';
const pattern = new RegExp(`[${quotes}]([^${quotes}]*)([${quotes}]|$)|[^\\s${quotes}]+`, 'gu');

/**
 * What a person types, as terms that a message must all hold: quoted texts and words that belong together are sequences,
 * the last word may still be growing. Nothing in it is an operator, so nothing can be wrong with it.
 */
export function parseQuery(query: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  let left = mostWords;
  for (const { text, isOpen } of parts(query)) {
    const words = [...splitWords(text)].filter(({ word }) => word !== '').slice(0, left);
    const last = words.at(-1);
    if (last === undefined) continue;
    left -= words.length;
    // A run's last letter is a word of its own only where the run ends: alone it begins any pair, at an end it is left out.
    const isLetter = last.isPair && last.firstEnd === last.end;
    const isTail = isLetter && words.at(-2)?.end === last.end;
    const kept = isTail ? words.slice(0, -1) : words;
    // One letter alone begins half of all words: it is looked for as it is.
    const isGrowing = isOpen && !last.isPair && (kept.length > 1 || [...last.word].length > 1);
    const isPrefix = (isLetter && !isTail) || isGrowing;
    terms.push({ words: kept.map(({ word }) => word), isPrefix });
    if (left === 0) break;
  }
  return terms;
}

type Part = { readonly text: string; readonly isOpen: boolean };

/** Quoted texts and words between spaces; the one at the very end is open unless its quotes are closed. */
function* parts(query: string): Generator<Part> {
  for (const match of query.matchAll(pattern)) {
    const isAtEnd = match.index + match[0].length === query.length;
    const [whole, quoted, closing] = match;
    yield { text: quoted ?? whole, isOpen: isAtEnd && (quoted === undefined || closing === '') };
  }
}
