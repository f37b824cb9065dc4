import { foldWord } from './fold-word.ts';

/** A word of a text as it is compared, and where it stands there: UTF-16 units. */
export type TextWord = {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Where the first of its letters ends, in scripts without spaces; else `end`. */
  readonly firstEnd: number;
  /** One of a run that is written without spaces. */
  readonly isPair: boolean;
};

/** UTF-16 units of a word that count; what is longer is data rather than a word. */
const longestWord = 64;

/**
 * Letters with their marks, soft hyphens among them; figures; one emoji, without what only joins or tints it; the two
 * halves of a flag.
 */
const pieces = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad]*|\p{RI}\p{RI}|\p{Extended_Pictographic}/gu;
/** Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese: words are not parted, or not where a search would want it. */
const unspaced =
  '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ーｰ々ﾞﾟ';
const runs = new RegExp(`[${unspaced}](?:[${unspaced}]|\\p{M})*|[^${unspaced}]+`, 'gu');
const startsUnspaced = new RegExp(`^[${unspaced}]`, 'u');
/** A letter with its marks. Half-wide voicing marks of Japanese and parts of a Korean letter are letters to Unicode. */
const letters = /[\u1100-\u115f][\u1160-\u11a7]*[\u11a8-\u11ff]*|[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*|[\p{M}ﾞﾟ]+/gu;
/** Each unit is a letter that is compared as it is: nearly all Chinese, Japanese and Korean text. */
const isSimple = /^[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]+$/;

/**
 * The words of a text in order. Runs of a script without spaces become overlapping pairs of letters and, at their end,
 * the last letter alone: so every letter begins a word, and any part of a run is a sequence of words.
 */
export function* splitWords(text: string, from = 0): Generator<TextWord> {
  if (!/[^\0-\x7f]/.test(text)) {
    for (const match of text.matchAll(/[a-z0-9]+/gi)) yield plainWord(match[0], from + match.index);
    return;
  }
  for (const piece of text.matchAll(pieces)) {
    const at = from + piece.index;
    if (!/[^\0-\x7f]/.test(piece[0])) yield plainWord(piece[0], at);
    else for (const run of piece[0].matchAll(runs)) yield* splitRun(run[0], at + run.index);
  }
}

function* splitRun(run: string, at: number): Generator<TextWord> {
  if (!startsUnspaced.test(run)) {
    yield plainWord(run, at);
    return;
  }
  const ends = letterEnds(run);
  let start = 0;
  let letter = foldLetter(run.slice(0, ends[0]));
  for (const [index, end] of ends.entries()) {
    const nextEnd = ends[index + 1];
    const next = nextEnd === undefined ? '' : foldLetter(run.slice(end, nextEnd));
    const word = (letter + next).slice(0, longestWord);
    yield { word, start: at + start, end: at + (nextEnd ?? end), firstEnd: at + end, isPair: true };
    start = end;
    letter = next;
  }
}

function letterEnds(run: string): readonly number[] {
  if (isSimple.test(run)) return Array.from(run, (_, index) => index + 1);
  return [...run.matchAll(letters)].map(({ 0: letter, index }) => index + letter.length);
}

function foldLetter(letter: string): string {
  return isSimple.test(letter) ? letter : foldWord(letter);
}

function plainWord(word: string, start: number): TextWord {
  const end = start + word.length;
  return { word: foldWord(word.slice(0, longestWord)), start, end, firstEnd: end, isPair: false };
}

/** The words of a text, parted by spaces: what is kept in the index. */
export function indexWords(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return plainWords(text.toLowerCase());
  let words = '';
  for (const { word } of splitWords(text)) if (word !== '') words += words === '' ? word : ` ${word}`;
  return words;
}

/** Most messages are nothing but ASCII, and many have to be read at once. */
function plainWords(text: string): string {
  return text.replaceAll(/[^a-z0-9]+/g, ' ').replaceAll(/[a-z0-9]{65,}/g, (word) => word.slice(0, longestWord));
}
