import { detached } from './detached.ts';
import type { MarkdownBlock } from './markdown-tree.ts';
import { OpenFence } from './open-fence.ts';
import { parseMarkdown, rankAfter, rankBeforeFirstHeading } from './parse-markdown.ts';

/** Shorter code is parsed again as anything else is. */
const shortFence = 2_000;

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
  #fence: OpenFence | null = null;

  /** The blocks of the text so far. Any text is accepted; one that does not continue the previous starts over. */
  update(text: string): readonly MarkdownBlock[] {
    if (!text.startsWith(this.#text)) this.#reset();
    this.#text = text;
    if (this.#fence?.grow(text) === true) return [...this.#closed, this.#fenceBlock(this.#fence)];
    this.#fence = null;
    this.#close();
    // First: it closes blocks too.
    const open = this.#parseOpen(text.length);
    return [...this.#closed, ...open];
  }

  #reset(): void {
    this.#closed = [];
    this.#rank = rankBeforeFirstHeading;
    this.#openStart = 0;
    this.#searchedEnd = 0;
    this.#fence = null;
  }

  #close(): void {
    const completeEnd = endOfCompleteLines(this.#text);
    if (completeEnd <= this.#searchedEnd) return;
    this.#searchedEnd = completeEnd;
    this.#keep(this.#parse(completeEnd).slice(0, -1));
  }

  /** The blocks that are open, of which those that were cut for their length are closed at once. */
  #parseOpen(end: number): readonly MarkdownBlock[] {
    const open = this.#parse(end);
    const cut = open.findLastIndex(({ isCut }) => isCut === true) + 1;
    if (cut > 0) this.#keep(open.slice(0, cut));
    const [only, ...others] = open.slice(cut);
    if (only?.node.type === 'code' && !only.node.isClosed && others.length === 0 && only.source.length > shortFence) {
      const fence = OpenFence.at(this.#text, this.#openStart, only.node.language);
      this.#fence = fence?.grow(this.#text) === true ? fence : null;
    }
    return only === undefined ? [] : [only, ...others];
  }

  /** Closes blocks, the first ones that are open. */
  #keep(closing: readonly MarkdownBlock[]): void {
    const last = closing.at(-1);
    if (last === undefined) return;
    this.#closed = [...this.#closed, ...closing];
    this.#rank = rankAfter(closing, this.#rank);
    this.#openStart = last.startOffset + last.source.length;
    this.#searchedEnd = Math.max(this.#searchedEnd, this.#openStart);
  }

  #parse(end: number): readonly MarkdownBlock[] {
    const start = this.#openStart;
    const blocks = parseMarkdown(detached(this.#text.slice(start, end)), this.#rank);
    return blocks.map((block) => ({ ...block, startOffset: start + block.startOffset }));
  }

  #fenceBlock({ language, contentStart }: OpenFence): MarkdownBlock {
    const code = this.#text.slice(contentStart);
    const text = code.endsWith('\n') ? code.slice(0, -1) : code;
    const source = this.#text.slice(this.#openStart);
    return { startOffset: this.#openStart, source, node: { type: 'code', language, text, isClosed: false } };
  }
}

/** A trailing `\r` may be the first half of a line end, so its line is not complete yet. */
function endOfCompleteLines(text: string): number {
  const end = text.endsWith('\r') ? text.length - 1 : text.length;
  return Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
}
