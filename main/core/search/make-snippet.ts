import type { SearchTerm } from '../ports/search-repository.ts';
import { findTerms, type TermRange } from './find-terms.ts';

export type Snippet = {
  readonly text: string;
  /** Ranges of `text`, UTF-16 units, in order and apart. */
  readonly matches: readonly { readonly start: number; readonly end: number }[];
};

/** UTF-16 units. */
const snippetLength = 220;
const leadLength = 60;
/** Of a very long message this much is read at a time: UTF-16 units. */
const stretchLength = 200_000;
const mostStretches = 20;

/**
 * The part of a text with most of the terms, on one line. Without any of them its beginning.
 * @returns null when no term is there and `isNeeded` is false.
 */
export function makeSnippet(text: string, terms: readonly SearchTerm[], isNeeded: boolean): Snippet | null {
  let best: { readonly at: number; readonly ranges: readonly TermRange[]; readonly score: number } | null = null;
  for (let stretch = 0; stretch < mostStretches && stretch * stretchLength < text.length; stretch++) {
    const from = stretch * stretchLength;
    const ranges = findTerms(text.slice(from, from + stretchLength), terms).map((range) => ({
      ...range,
      start: range.start + from,
      end: range.end + from,
    }));
    const window = bestWindow(ranges);
    if (window !== null && window.score > (best?.score ?? 0)) best = window;
    if (new Set(best?.ranges.map(({ term }) => term)).size === terms.length) break;
  }
  if (best === null && !isNeeded) return null;
  return cut(text, Math.max(0, (best?.at ?? 0) - leadLength), best?.ranges ?? []);
}

/** The ranges that lie within one snippet's length and hold most different terms; of equal ones the first. */
function bestWindow(ranges: readonly TermRange[]): { at: number; ranges: readonly TermRange[]; score: number } | null {
  let best: { at: number; ranges: readonly TermRange[]; score: number } | null = null;
  for (const [index, { start }] of ranges.entries()) {
    const inside: TermRange[] = [];
    for (let at = index; at < ranges.length; at++) {
      const range = ranges[at];
      if (range === undefined || range.end > start + snippetLength - leadLength) break;
      inside.push(range);
    }
    // A match longer than a snippet is shown by its beginning.
    const shown = inside.length > 0 ? inside : ranges.slice(index, index + 1);
    const score = new Set(shown.map(({ term }) => term)).size * 100 + Math.min(shown.length, 10);
    if (score > (best?.score ?? 0)) best = { at: start, ranges: shown, score };
  }
  return best;
}

function cut(text: string, wantedStart: number, ranges: readonly TermRange[]): Snippet {
  const start = wantedStart === 0 ? 0 : wordStart(text, wantedStart, ranges[0]?.start ?? wantedStart);
  const end = whole(text, Math.min(text.length, start + snippetLength));
  const lead = start > 0 ? '…' : '';
  // One space for each unit of white space: ranges stay where they are.
  const line = text.slice(start, end).replaceAll(/\s/g, ' ');
  const shift = lead.length - start;
  const matches: { start: number; end: number }[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const match = { start: range.start + shift, end: Math.min(range.end, end) + shift };
    const before = matches.at(-1);
    if (before !== undefined && match.start <= before.end) before.end = Math.max(before.end, match.end);
    else if (match.start < match.end) matches.push(match);
  }
  return { text: `${lead}${line}${end < text.length ? '…' : ''}`, matches };
}

/** The beginning of a word after `from`, if one comes before `limit`. */
function wordStart(text: string, from: number, limit: number): number {
  const space = text.slice(from, limit).search(/\s\S/);
  return space === -1 ? whole(text, from) : from + space + 1;
}

/** Never between the halves of a character. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
