import type { SearchTerm } from '../ports/search-repository.ts';
import { splitWords, type TextWord } from './split-words.ts';

/** Where a term stands in a text: UTF-16 units. */
export type TermRange = { readonly start: number; readonly end: number; readonly term: number };

/** Every place of every term, first to last; places of one term never overlap. */
export function findTerms(text: string, terms: readonly SearchTerm[], most = 1000): readonly TermRange[] {
  const words = [...splitWords(text)];
  const ranges: TermRange[] = [];
  for (let at = 0; at < words.length && ranges.length < most; at++) {
    for (const [index, term] of terms.entries()) {
      const range = rangeAt(words, at, term);
      const isFree = ranges.findLast((other) => other.term === index)?.end ?? 0;
      if (range !== null && range.start >= isFree) ranges.push({ ...range, term: index });
    }
  }
  return ranges;
}

function rangeAt(words: readonly TextWord[], at: number, term: SearchTerm): { start: number; end: number } | null {
  const first = words[at];
  const last = words[at + term.words.length - 1];
  if (first === undefined || last === undefined) return null;
  for (const [step, wanted] of term.words.entries()) {
    const word = words[at + step]?.word ?? '';
    const isLast = step === term.words.length - 1;
    if (isLast && term.isPrefix ? !word.startsWith(wanted) : word !== wanted) return null;
  }
  // Of a pair that only begins with the letter looked for, the second letter was not asked for.
  const isLetterOfPair = last.isPair && last.word !== term.words.at(-1);
  return { start: first.start, end: isLetterOfPair ? last.firstEnd : last.end };
}
