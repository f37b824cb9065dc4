import type { MarkdownBlock } from './markdown-tree.ts';
import { parseMarkdown, rankBeforeFirstHeading } from './parse-markdown.ts';

/**
 * Blocks of a text that grows at its end. A block is closed once a later block begins on a line that is complete;
 * closed blocks are never parsed again and keep their identity.
 */
export class BlockStream {
  #text = '';
  #closed: readonly MarkdownBlock[] = [];
  #rank = rankBeforeFirstHeading;
  /** Where the first block that is still open begins. */
  #openStart = 0;
  /** End of the complete lines that were searched for closed blocks. */
  #searchedEnd = 0;

  /** The blocks of the text so far. Any text is accepted; one that does not continue the previous starts over. */
  update(text: string): readonly MarkdownBlock[] {
    if (!text.startsWith(this.#text)) this.#reset();
    this.#text = text;
    this.#close();
    const open = parseMarkdown(text.slice(this.#openStart), this.#rank);
    return [...this.#closed, ...open.map((block) => this.#placed(block))];
  }

  /** The block with its place in the whole text. */
  #placed(block: MarkdownBlock): MarkdownBlock {
    return { ...block, startOffset: this.#openStart + block.startOffset };
  }

  #reset(): void {
    this.#closed = [];
    this.#rank = rankBeforeFirstHeading;
    this.#openStart = 0;
    this.#searchedEnd = 0;
  }

  #close(): void {
    const completeEnd = endOfCompleteLines(this.#text);
    if (completeEnd <= this.#searchedEnd) return;
    this.#searchedEnd = completeEnd;
    const parsed = parseMarkdown(this.#text.slice(this.#openStart, completeEnd), this.#rank);
    const last = parsed.at(-1);
    if (parsed.length < 2 || !last) return;
    const closing = parsed.slice(0, -1).map((block) => this.#placed(block));
    this.#closed = [...this.#closed, ...closing];
    this.#rank = closing.reduce((rank, { node }) => (node.type === 'heading' ? (node.rank ?? rank) : rank), this.#rank);
    this.#openStart += last.startOffset;
  }
}

/** A trailing `\r` may be the first half of a line end, so its line is not complete yet. */
function endOfCompleteLines(text: string): number {
  const end = text.endsWith('\r') ? text.length - 1 : text.length;
  return Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
}
