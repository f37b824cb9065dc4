import { titleFrom } from '../chat/title.ts';

const longestTitle = 60;
/** What some models write before a title although nobody asked. */
const label =
  /^(?:title|titel|titre|t\u00edtulo|titolo|\u0437\u0430\u0433\u043e\u043b\u043e\u0432\u043e\u043a|\u6807\u9898|\u6a19\u984c|\u30bf\u30a4\u30c8\u30eb|\uc81c\ubaa9)\s*[:\uff1a]\s*/iu;
const quotes = '"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\'\u300c\u300d\u300e\u300f\u300a\u300b';
const quotesAround = new RegExp(`^[${quotes}\\s]+|[${quotes}\\s]+$`, 'gu');

/**
 * A title that a model wrote, made fit for the list: one line without Markdown, quotes or a full stop. Null when it is
 * none: empty, longer than 60 characters, or only the words it was given.
 */
export function cleanTitle(written: string, given: readonly string[]): string | null {
  const line = written.split(/[\r\n]/).find((candidate) => /[\p{L}\p{N}]/u.test(candidate));
  if (line === undefined) return null;
  const bare = bareOf(bareOf(titleFrom(line).replace(label, '')).replace(/[.\u3002\u0964]+$/u, ''));
  if (!/[\p{L}\p{N}]/u.test(bare) || bare.endsWith('\u2026')) return null;
  if ([...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(bare)].length > longestTitle) return null;
  return given.some((text) => sameWords(text, bare)) ? null : bare;
}

function bareOf(title: string): string {
  return title.replaceAll(quotesAround, '');
}

function sameWords(text: string, title: string): boolean {
  const words = (of: string): string => (of.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
  return words(text.slice(0, 10_000)).startsWith(words(title)) && words(title).length > words(text).length * 0.6;
}
