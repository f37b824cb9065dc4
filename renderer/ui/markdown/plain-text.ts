import type { MarkdownInline } from './markdown-tree.ts';

/** The words of inline text without their marks. */
export function plainText(nodes: readonly MarkdownInline[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return plainText(node.children);
      if (node.type === 'math') return node.source;
      return 'text' in node ? node.text : ' ';
    })
    .join('');
}
