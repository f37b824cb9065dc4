import type { Token } from 'markdown-it';
import { classifyLink } from './classify-link.ts';
import type { MarkdownInline } from './markdown-tree.ts';

type OpenSpan = { readonly token: Token | null; readonly children: MarkdownInline[] };

/** Turns one block's flat inline tokens into a tree. Depth is bounded by the parser's nesting cap. */
export function inlineFromTokens(tokens: readonly Token[]): readonly MarkdownInline[] {
  const root: MarkdownInline[] = [];
  const open: OpenSpan[] = [{ token: null, children: root }];
  for (const token of tokens) {
    if (token.nesting === 1) {
      open.push({ token, children: [] });
    } else if (token.nesting === -1) {
      const span = open.length > 1 ? open.pop() : undefined;
      if (span?.token) open.at(-1)?.children.push(spanNode(span.token, span.children));
    } else {
      const leaf = leafNode(token);
      if (leaf) open.at(-1)?.children.push(leaf);
    }
  }
  return root;
}

function spanNode(token: Token, children: readonly MarkdownInline[]): MarkdownInline {
  switch (token.type) {
    case 'strong_open':
      return { type: 'strong', children };
    case 's_open':
      return { type: 'strikethrough', children };
    case 'link_open': {
      const address = String(token.attrGet('href') ?? '');
      const target = classifyLink(address);
      return target ? { type: 'link', ...target, children } : { type: 'dead-link', address, children };
    }
    default:
      return { type: 'emphasis', children };
  }
}

function leafNode(token: Token): MarkdownInline | null {
  switch (token.type) {
    case 'code_inline':
      return { type: 'code', text: token.content };
    case 'softbreak':
    case 'hardbreak':
      return { type: 'break' };
    case 'math_inline':
      return { type: 'math', tex: token.content, source: token.markup, isDisplay: token.meta?.['isDisplay'] === true };
    case 'image':
      return { type: 'image', alt: token.content, address: String(token.attrGet('src') ?? '') };
    default:
      return token.content === '' ? null : { type: 'text', text: token.content };
  }
}
