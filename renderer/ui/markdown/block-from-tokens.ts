import type { Token } from 'markdown-it';
import { inlineFromTokens } from './inline-from-tokens.ts';
import type {
  ColumnAlignment,
  MarkdownInline,
  MarkdownListItem,
  MarkdownNode,
  MarkdownTableRow,
} from './markdown-tree.ts';
import { longestFormula } from './math-rules.ts';

export type BlockContext = {
  /** Null inside lists and quotes, whose headings stay out of the page's outline. */
  readonly previousRank: number | null;
  /** The source of a range of lines. */
  readonly slice: (fromLine: number, toLine: number) => string;
};

/** Builds one block from the tokens that make it up, opening and closing token included. */
export function blockFromTokens(tokens: readonly Token[], context: BlockContext): MarkdownNode {
  const [first] = tokens;
  const inside = tokens.slice(1, -1);
  switch (first?.type) {
    case 'paragraph_open':
      return { type: 'paragraph', isTight: first.hidden, children: inlinesOf(inside) };
    case 'heading_open': {
      const depth = Number(first.tag.slice(1));
      const rank = context.previousRank === null ? null : Math.min(depth + 2, context.previousRank + 1, 6);
      return { type: 'heading', depth, rank, children: inlinesOf(inside) };
    }
    case 'blockquote_open':
      return { type: 'quote', children: blocksFromTokens(inside, context) };
    case 'bullet_list_open':
    case 'ordered_list_open': {
      const isOrdered = first.type === 'ordered_list_open';
      const items = childGroups(inside).map((item) => listItem(item, context));
      return { type: 'list', isOrdered, start: Number(first.attrGet('start') ?? 1), items };
    }
    case 'table_open':
      return table(inside, context);
    case 'fence':
      return { type: 'code', language: languageOf(first), text: codeText(first), isClosed: isFenceClosed(first) };
    case 'code_block':
      return { type: 'code', language: '', text: codeText(first), isClosed: true };
    case 'math_block': {
      const isDrawn = first.meta?.['isClosed'] === true && first.content.length <= longestFormula;
      return { type: 'math', tex: isDrawn ? first.content : null, source: first.markup };
    }
    case 'hr':
      return { type: 'rule' };
    default:
      return { type: 'plain', text: first?.content ?? '' };
  }
}

function blocksFromTokens(tokens: readonly Token[], context: BlockContext): readonly MarkdownNode[] {
  return childGroups(tokens).map((group) => blockFromTokens(group, { ...context, previousRank: null }));
}

/** Cuts the tokens between an opening and its closing token into one group per child. */
function childGroups(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const groups: Token[][] = [];
  const level = tokens[0]?.level ?? 0;
  for (const token of tokens) {
    if (token.level === level && token.nesting >= 0) groups.push([token]);
    else groups.at(-1)?.push(token);
  }
  return groups;
}

function inlinesOf(tokens: readonly Token[]): readonly MarkdownInline[] {
  return tokens.flatMap((token) => (token.type === 'inline' ? inlineFromTokens(token.children ?? []) : []));
}

function sourceOf(token: Token | undefined, context: BlockContext): string {
  return token?.map ? context.slice(...token.map) : '';
}

const taskMark = /^\[([ xX])\][ \t]+/;

function listItem(tokens: readonly Token[], context: BlockContext): MarkdownListItem {
  const children = blocksFromTokens(tokens.slice(1, -1), context);
  const source = sourceOf(tokens[0], context);
  const [first, ...rest] = children;
  const lead = first?.type === 'paragraph' ? first.children[0] : undefined;
  const mark = lead?.type === 'text' ? taskMark.exec(lead.text) : null;
  if (!mark || first?.type !== 'paragraph' || lead?.type !== 'text') return { source, isDone: null, children };
  const text = { ...lead, text: lead.text.slice(mark[0].length) };
  return {
    source,
    isDone: mark[1] !== ' ',
    children: [{ ...first, children: [text, ...first.children.slice(1)] }, ...rest],
  };
}

function table(tokens: readonly Token[], context: BlockContext): MarkdownNode {
  const rowStarts = tokens.flatMap((token, index) => (token.type === 'tr_open' ? [index] : []));
  const rows = rowStarts.map((start) => tableRow(tokens, start, context));
  const [head = { source: '', cells: [] }, ...body] = rows;
  const alignments = tokens.filter((token) => token.type === 'th_open').map(alignmentOf);
  return { type: 'table', alignments, head, rows: body };
}

function tableRow(tokens: readonly Token[], start: number, context: BlockContext): MarkdownTableRow {
  const end = tokens.findIndex((token, index) => index > start && token.type === 'tr_close');
  const cells = tokens.slice(start, end).filter((token) => token.type === 'inline');
  return {
    source: sourceOf(tokens[start], context),
    cells: cells.map((cell) => inlineFromTokens(cell.children ?? [])),
  };
}

function alignmentOf(token: Token): ColumnAlignment {
  const style = String(token.attrGet('style') ?? '');
  if (style.endsWith('center')) return 'center';
  return style.endsWith('right') ? 'end' : 'start';
}

function languageOf(fence: Token): string {
  return (/^[^\s{},:]+/.exec(fence.info.trim())?.[0] ?? '').slice(0, 40);
}

function codeText(token: Token): string {
  return token.content.endsWith('\n') ? token.content.slice(0, -1) : token.content;
}

/** A closed fence spans two lines more than its content; one that still grows only one. */
function isFenceClosed(fence: Token): boolean {
  const [from, to] = fence.map ?? [0, 0];
  const contentLines = fence.content === '' ? 0 : codeText(fence).split('\n').length;
  return to - from >= contentLines + 2;
}
