import MarkdownIt from 'markdown-it';
import type { MarkdownIt as MarkdownParser, Token } from 'markdown-it';
import { blockFromTokens } from './block-from-tokens.ts';
import { cutsOf, longestPart } from './cut-long-blocks.ts';
import type { MarkdownBlock } from './markdown-tree.ts';
import { addMathRules } from './math-rules.ts';

/** Deeper than anything a person writes; markdown-it drops what lies below, so such a block is shown as its source. */
const maxNesting = 60;

/** Headings of a reply begin below the message's own heading. */
export const rankBeforeFirstHeading = 2;

const parser = createParser();
/** Finds blocks without looking into them. */
const outliner = createParser();
outliner.core.ruler.enableOnly(['normalize', 'block']);

/**
 * Blocks of a markdown text, raw HTML read as text. Reference definitions are off: without them no block depends on
 * another, which is what lets closed blocks of a growing text stay as they are. Very long paragraphs and lists are
 * several blocks.
 * @param previousRank rank of the last heading above, see `MarkdownNode`.
 */
export function parseMarkdown(source: string, previousRank: number = rankBeforeFirstHeading): readonly MarkdownBlock[] {
  if (source.length <= longestPart) return parsePart(source, previousRank);
  let rank = previousRank;
  return partsOf(source).flatMap(({ start, end, isCut }) => {
    const blocks = parsePart(source.slice(start, end), rank);
    rank = rankAfter(blocks, rank);
    return blocks.map((block, index) => ({
      ...block,
      startOffset: start + block.startOffset,
      ...(isCut && index === blocks.length - 1 ? { isCut } : {}),
    }));
  });
}

/** The rank of the last heading among blocks, or the one before them. */
export function rankAfter(blocks: readonly MarkdownBlock[], rank: number): number {
  return blocks.reduce((last, { node }) => (node.type === 'heading' ? (node.rank ?? last) : last), rank);
}

type Part = { readonly start: number; readonly end: number; readonly isCut: boolean };

/** The whole source in one part, cut within blocks that are too long. */
function partsOf(source: string): readonly Part[] {
  const lineStarts = findLineStarts(source);
  const lineStart = (line: number): number => lineStarts[line] ?? source.length;
  const cuts = groupTopLevel(outliner.parse(source, {})).flatMap((tokens) => {
    const [firstLine, endLine] = tokens[0]?.map ?? [0, 0];
    const start = lineStart(firstLine);
    const text = source.slice(start, lineStart(endLine));
    return cutsOf(tokens, text, (line) => lineStart(line) - start).map((cut) => start + cut);
  });
  return [...cuts, source.length].map((end, index) => ({
    start: cuts[index - 1] ?? 0,
    end,
    isCut: index < cuts.length,
  }));
}

function parsePart(source: string, previousRank: number): readonly MarkdownBlock[] {
  const lineStarts = findLineStarts(source);
  const lineStart = (line: number): number => lineStarts[line] ?? source.length;
  let rank = previousRank;
  return groupTopLevel(parser.parse(source, {})).map((tokens) => {
    const [firstLine, endLine] = tokens[0]?.map ?? [0, 0];
    const startOffset = lineStart(firstLine);
    const text = source.slice(startOffset, lineStart(endLine));
    if (isCutShort(tokens)) return { source: text, startOffset, node: { type: 'plain', text } };
    const node = blockFromTokens(tokens, {
      previousRank: rank,
      slice: (from, to) => source.slice(lineStart(from), lineStart(to)),
    });
    if (node.type === 'heading' && node.rank !== null) rank = node.rank;
    return { source: text, startOffset, node };
  });
}

function createParser(): MarkdownParser {
  const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable(['reference']);
  markdown.options.maxNesting = maxNesting;
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.linkify.add('ftp:', null).add('//', null);
  // Every address becomes a token; which of them a person may follow is decided in one place, classifyLink.
  markdown.validateLink = () => true;
  addMathRules(markdown);
  return markdown;
}

/** Offsets at which lines begin; `\r\n`, `\n` and a lone `\r` end a line, as in markdown-it. */
function findLineStarts(source: string): readonly number[] {
  const starts = [0];
  for (const lineEnd of source.matchAll(/\r\n?|\n/g)) starts.push(lineEnd.index + lineEnd[0].length);
  return starts;
}

function groupTopLevel(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    if (token.level === 0 && token.nesting >= 0) groups.push([token]);
    else groups.at(-1)?.push(token);
  }
  return groups;
}

function isCutShort(tokens: readonly Token[]): boolean {
  return tokens.some((token) => token.nesting === 1 && token.level >= maxNesting - 1);
}
