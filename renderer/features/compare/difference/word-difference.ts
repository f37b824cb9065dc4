import { diffArrays } from 'diff';

/** A stretch of text that both answers have, or one of them alone. */
export type DifferencePiece = { readonly side: 'both' | 'left' | 'right'; readonly text: string };
export type WordDifference = {
  readonly pieces: readonly DifferencePiece[];
  /** Part of all words that both have, 0–1. */
  readonly sharedWords: number;
  /** The texts were too different for words, so whole lines were compared. */
  readonly isCoarse: boolean;
};

// Dictionaries divide Chinese, Japanese and Thai whatever the locale.
const words = new Intl.Segmenter('en', { granularity: 'word' });
/** Edits that are looked for: the work grows with their square, and 2,000 took 0.3 s on one slow core. */
const mostWordEdits = 1500;
const mostLineEdits = 2000;
/** Longer texts are divided into lines at once: dividing them into words would hold the page up. */
const mostCharacters = 400_000;

/** What two texts have in common, word by word, in any script; line by line where that would take too long. */
export function wordDifference(left: string, right: string): WordDifference {
  const isShort = left.length + right.length <= mostCharacters;
  const byWord = isShort ? differ(wordsOf(left), wordsOf(right), mostWordEdits) : null;
  if (byWord !== null) return summed(withoutCrumbs(byWord), false);
  const byLine = differ(linesOf(left), linesOf(right), mostLineEdits);
  const nothing: readonly DifferencePiece[] = [
    { side: 'left', text: left },
    { side: 'right', text: right },
  ];
  return summed(byLine ?? nothing, true);
}

function wordsOf(text: string): readonly string[] {
  return Array.from(words.segment(text), ({ segment }) => segment);
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

/** Null when more edits would be needed. */
function differ(left: readonly string[], right: readonly string[], maxEditLength: number): DifferencePiece[] | null {
  const changes = diffArrays([...left], [...right], { maxEditLength });
  return (
    changes?.map(({ added, removed, value }) => ({
      side: added ? 'right' : removed ? 'left' : 'both',
      text: value.join(''),
    })) ?? null
  );
}

/**
 * A blank, a comma or a little word that two different sentences happen to share only tears them apart: such a crumb counts
 * as different when it is shorter than what stands around it.
 */
function withoutCrumbs(pieces: readonly DifferencePiece[]): readonly DifferencePiece[] {
  const joined: DifferencePiece[] = [];
  let left = '';
  let right = '';
  const flush = (): void => {
    if (left !== '') joined.push({ side: 'left', text: left });
    if (right !== '') joined.push({ side: 'right', text: right });
    left = '';
    right = '';
  };
  for (const [index, { side, text }] of pieces.entries()) {
    const isBetween = left !== '' || right !== '';
    if (side === 'both' && isBetween && isCrumb(text, left, right, pieces.slice(index + 1, index + 3))) {
      left += text;
      right += text;
    } else if (side === 'both') {
      flush();
      joined.push({ side, text });
    } else if (side === 'left') left += text;
    else right += text;
  }
  flush();
  return joined;
}

const longestCrumb = 12;

function isCrumb(text: string, left: string, right: string, next: readonly DifferencePiece[]): boolean {
  if (text.length > longestCrumb || text.includes('\n')) return false;
  const after = next.filter(({ side }) => side !== 'both');
  if (after.length === 0) return false;
  const around = Math.min(Math.max(left.length, right.length), Math.max(...after.map((piece) => piece.text.length)));
  return text.trim() === '' || text.length < around;
}

function summed(pieces: readonly DifferencePiece[], isCoarse: boolean): WordDifference {
  const counts = { both: 0, left: 0, right: 0 };
  for (const { side, text } of pieces) counts[side] += wordCount(text);
  const all = 2 * counts.both + counts.left + counts.right;
  return { pieces, isCoarse, sharedWords: all === 0 ? 1 : (2 * counts.both) / all };
}

function wordCount(text: string): number {
  if (text.length > mostCharacters) return text.split(/\s+/).length;
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike === true) count += 1;
  return count;
}
