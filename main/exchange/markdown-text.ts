import MarkdownIt from 'markdown-it';
import type { MarkdownIt as MarkdownReader } from 'markdown-it';
import type { MarkdownText } from '../core/ports/markdown-text.ts';

const linkable = /^(?:https?|mailto):/i;
const sentinel = 'what-follows-is-a-heading';
/** What ends the blocks of raw HTML that reach over blank lines (CommonMark 0.31, 4.6). */
const htmlEndings = ['-->', '</script>', '</style>', '</pre>', '</textarea>', '?>', ']]>', '>'];

/** markdown-it, which reads what models write as GitHub does. */
export function createMarkdownText(): MarkdownText {
  const renderer = createRenderer();
  const blocks = createBlockReader();
  return {
    toHtml: (text) => renderer.render(text),
    closing: (text) => (/[`~]{3}|</.test(text) ? closingOf(text, blocks) : ''),
  };
}

function createRenderer(): MarkdownReader {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  markdown.validateLink = (address) => linkable.test(address.trim());
  markdown.renderer.rules['link_open'] = (tokens, index, options, _environment, self) => {
    tokens[index]?.attrSet('rel', 'noreferrer noopener');
    return self.renderToken(tokens, index, options);
  };
  // A picture would be fetched by whoever opens the page: its words and its address stay.
  markdown.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index];
    const address = String(token?.attrGet('src') ?? '');
    const { escapeHtml } = markdown.utils;
    const words = escapeHtml(token?.content === '' || token === undefined ? address : token.content);
    return `<a rel="noreferrer noopener" href="${escapeHtml(address)}">${words}</a>`;
  };
  // Under the page's own headings: the conversation's is the first, the message's the second.
  markdown.core.ruler.push('deeper-headings', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type.startsWith('heading_')) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
    }
  });
  return markdown;
}

/** Blocks alone, as readers see them that let HTML through. */
function createBlockReader(): MarkdownReader {
  const markdown = new MarkdownIt({ html: true });
  markdown.core.ruler.enableOnly(['normalize', 'block']);
  return markdown;
}

/** Tries what could end an open block until a heading after the text is a heading again. */
function closingOf(text: string, blocks: MarkdownReader): string {
  if (isHeadingAfter(text, blocks)) return '';
  const fence = blocks.parse(text, {}).findLast(({ type }) => type === 'fence')?.markup;
  const endings = [...(fence === undefined ? [] : [fence]), ...htmlEndings];
  return endings.find((ending) => isHeadingAfter(`${text}\n${ending}`, blocks)) ?? '';
}

function isHeadingAfter(text: string, blocks: MarkdownReader): boolean {
  const tokens = blocks.parse(`${text}\n\n# ${sentinel}\n`, {});
  const [open, inline, close] = tokens.slice(-3);
  return (
    open?.type === 'heading_open' && open.level === 0 && inline?.content === sentinel && close?.type === 'heading_close'
  );
}
