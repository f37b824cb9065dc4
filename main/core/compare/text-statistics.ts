import type { TextStatistics } from '../../contract/answer-figures.ts';
import { inlineStatistics } from './inline-statistics.ts';
import { readBlocks, type MarkdownBlock } from './markdown-blocks.ts';

// Dictionaries divide Chinese, Japanese and Thai whatever the locale; a fixed one gives the same counts on every computer.
const words = new Intl.Segmenter('en', { granularity: 'word' });
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Length and form of Markdown, as CommonMark with tables reads it; costs one pass. Words and sentences follow Unicode's
 * segmentation (UAX #29): numbers are words, addresses of links are not; headings, table cells and code are no sentences.
 */
export function textStatistics(markdown: string): TextStatistics {
  const blocks = readBlocks(markdown).map((block) => ({
    ...block,
    ...(block.kind === 'code' ? { bold: 0, links: 0 } : inlineStatistics(block.text)),
  }));
  const ofKind = (kind: MarkdownBlock['kind']): number => blocks.filter((block) => block.kind === kind).length;
  return {
    characters: codePoints(markdown),
    words: sumOf(blocks, ({ text }) => countWords(text)),
    sentences: sumOf(blocks, ({ kind, text }) => (kind === 'paragraph' || kind === 'item' ? countSentences(text) : 0)),
    paragraphs: ofKind('paragraph'),
    headings: ofKind('heading'),
    listItems: blocks.filter(({ startsItem }) => startsItem).length,
    bold: sumOf(blocks, ({ bold }) => bold),
    codeBlocks: ofKind('code'),
    tables: ofKind('table'),
    links: sumOf(blocks, ({ links }) => links),
  };
}

function sumOf<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((sum, one) => sum + value(one), 0);
}

function codePoints(text: string): number {
  let pairs = 0;
  for (let index = 0; index < text.length; index += 1) if ((text.codePointAt(index) ?? 0) > 0xffff) pairs += 1;
  return text.length - pairs;
}

function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike === true) count += 1;
  return count;
}

function countSentences(text: string): number {
  let count = 0;
  // In Markdown a line's end is a blank.
  for (const { segment } of sentences.segment(text.replaceAll('\n', ' ')))
    if (/[\p{L}\p{N}]/u.test(segment)) count += 1;
  return count;
}
