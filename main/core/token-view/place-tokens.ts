import type { Message } from '../../contract/chat.ts';
import type { ScoredToken } from '../../contract/token-view.ts';
import type { RunnerScore } from '../ports/runner-pool.ts';

export type Placed = Pick<ScoredToken, 'kind' | 'offset'>;
/** Says of each token of a reply, in order, where in its thoughts or its text it stands. */
export type TokenPlacer = (token: Pick<RunnerScore, 'text' | 'isSpecial'>) => Placed;

type Part = { readonly kind: 'text' | 'reasoning'; readonly words: string; at: number };

/** Part of a character; how many there are of it says little about how long it is. */
const incomplete = '\ufffd';
/** UTF-16 units that tokens of incomplete characters may stand for, before the next whole one is found. */
const longestGap = 16;

/**
 * Thoughts and text are what the tokens spell, without marks and without the space around them. A token that is neither
 * gets the place where the next word will be, and no kind.
 */
export function createTokenPlacer({ reasoning, text }: Pick<Message, 'reasoning' | 'text'>): TokenPlacer {
  const parts: Part[] = [
    { kind: 'reasoning', words: reasoning, at: 0 },
    { kind: 'text', words: text, at: 0 },
  ];
  let hasGap = false;
  return (token) => {
    if (!token.isSpecial) {
      for (const part of openParts(parts)) {
        const placed = placeIn(part, token.text, hasGap);
        if (placed === null) continue;
        hasGap = token.text.includes(incomplete);
        return placed;
      }
    }
    const [part] = openParts(parts);
    return { kind: null, offset: part?.at ?? text.length };
  };
}

/** What is left unspelled at the end of thoughts, where their end and a mark are one token. */
const longestRest = 16;

/** The first part that is not at its end; near that end the one behind it too. */
function openParts(parts: readonly Part[]): readonly Part[] {
  const first = parts.findIndex(({ at, words }) => at < words.length);
  const part = parts[first];
  if (part === undefined) return [];
  const isNearEnd = part.at > 0 && part.words.length - part.at <= longestRest;
  return parts.slice(first, isNearEnd ? first + 2 : first + 1);
}

function placeIn(part: Part, spelled: string, hasGap: boolean): Placed | null {
  const { kind, words, at } = part;
  const [whole = ''] = spelled.split(incomplete);
  if (spelled.includes(incomplete)) {
    // What is whole before it counts; the character itself is complete with a later token.
    if (!words.startsWith(whole, at)) return null;
    part.at = at + whole.length;
    return { kind, offset: at };
  }
  const start = startOf(part, spelled, hasGap);
  if (start === null) return null;
  part.at = start.end;
  return { kind, offset: hasGap ? Math.min(at, start.from) : start.from };
}

type Found = { readonly from: number; readonly end: number };

function startOf({ words, at }: Part, spelled: string, hasGap: boolean): Found | null {
  const gaps = hasGap ? longestGap : 0;
  for (let gap = 0; gap <= gaps; gap += 1) {
    if (words.startsWith(spelled, at + gap)) return { from: at + gap, end: at + gap + spelled.length };
  }
  // Space before the first word is the template's, and so is some at the end.
  const begun = at === 0 ? spelled.trimStart() : spelled;
  if (begun !== '' && words.startsWith(begun, at)) return { from: at, end: at + begun.length };
  const ended = begun.trimEnd();
  const isEnd = ended !== '' && at + ended.length === words.length && words.endsWith(ended);
  return isEnd ? { from: at, end: words.length } : null;
}
