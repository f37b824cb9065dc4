export type MarkdownBlock = {
  /** `item`: words of a list item, of which one may have several. */
  readonly kind: 'paragraph' | 'heading' | 'item' | 'code' | 'table';
  readonly text: string;
  readonly startsItem: boolean;
};

type Fence = { readonly mark: string; readonly length: number };
type Line = {
  /** Without marks of quotes and list items. */
  readonly text: string;
  readonly startsItem: boolean;
  /** Blanks before it; a tab is four. */
  readonly indent: number;
};

/** From here on code; continuing lines of list items need less. */
const codeIndent = 4;
const itemIndent = 2;

/** The blocks of Markdown as far as they can be counted; quotes are read as what stands in them. */
export function readBlocks(markdown: string): readonly MarkdownBlock[] {
  const reader = new BlockReader();
  const lines = markdown.split(/\r\n|\r|\n/);
  for (const [index, line] of lines.entries()) reader.read(line, lines[index + 1] ?? '');
  return reader.end();
}

class BlockReader {
  readonly #blocks: MarkdownBlock[] = [];
  #kind: MarkdownBlock['kind'] | null = null;
  #lines: string[] = [];
  #startsItem = false;
  #fence: Fence | null = null;
  #isInList = false;

  read(raw: string, next: string): void {
    if (this.#fence !== null) return this.#readFenced(raw, this.#fence);
    const line = toLine(raw);
    if (line.text.trim() === '' && !line.startsItem) return this.#readBlank();
    if (this.#readIndentedCode(raw, line)) return;
    if (!line.startsItem && line.indent < itemIndent && this.#kind !== 'item') this.#isInList = false;
    if (line.startsItem) this.#isInList = true;
    const fence = fenceOf(line.text);
    if (fence !== null) {
      this.#begin('code', line.startsItem);
      this.#fence = fence;
      return;
    }
    if (this.#readUnderline(line) || isBreak(line.text)) return this.#flush();
    if (/^#{1,6}(?:\s|$)/.test(line.text)) return this.#readHeading(line);
    this.#readWords(line, next);
  }

  end(): readonly MarkdownBlock[] {
    this.#flush();
    return this.#blocks;
  }

  #readFenced(raw: string, { mark, length }: Fence): void {
    const run = raw.replace(/^[\s>]*/, '').trimEnd();
    if (run.length < length || run !== mark.repeat(run.length)) {
      this.#lines.push(raw);
      return;
    }
    this.#fence = null;
    this.#flush();
  }

  #readBlank(): void {
    if (this.#kind === 'code') this.#lines.push('');
    else this.#flush();
  }

  /** Four blanks after an empty line, outside of a list. */
  #readIndentedCode(raw: string, { indent }: Line): boolean {
    const isCode = indent >= codeIndent && !this.#isInList && (this.#kind === null || this.#kind === 'code');
    if (isCode && this.#kind === null) this.#begin('code', false);
    if (isCode) this.#lines.push(raw);
    else if (this.#kind === 'code') this.#flush();
    return isCode;
  }

  /** `===` or `---` makes a heading of the paragraph above. */
  #readUnderline({ text, startsItem }: Line): boolean {
    if (startsItem || this.#kind !== 'paragraph' || !/^(?:=+|-+)\s*$/.test(text)) return false;
    this.#kind = 'heading';
    return true;
  }

  #readHeading({ text, startsItem }: Line): void {
    this.#begin('heading', startsItem);
    this.#lines.push(text.replace(/^#+/, ''));
    this.#flush();
  }

  #readWords(line: Line, next: string): void {
    const { text, startsItem } = line;
    if (this.#kind !== 'table' && isTableHead(text, next)) this.#begin('table', startsItem);
    else if (startsItem) this.#begin('item', true);
    else if (this.#kind === null) this.#begin(this.#isInList ? 'item' : 'paragraph', false);
    this.#lines.push(text);
  }

  #begin(kind: MarkdownBlock['kind'], startsItem: boolean): void {
    this.#flush();
    this.#kind = kind;
    this.#startsItem = startsItem;
  }

  #flush(): void {
    if (this.#kind !== null) {
      this.#blocks.push({ kind: this.#kind, text: this.#lines.join('\n'), startsItem: this.#startsItem });
    }
    this.#kind = null;
    this.#lines = [];
  }
}

function toLine(raw: string): Line {
  const unquoted = raw.replace(/^(?: {0,3}> ?)+/, '');
  const text = unquoted.trimStart();
  const indent = unquoted.slice(0, unquoted.length - text.length).replaceAll('\t', '    ').length;
  const marker = isBreak(text) ? null : /^(?:[-*+]|\d{1,9}[.)])(?:\s+|$)/.exec(text);
  return marker === null
    ? { text, startsItem: false, indent }
    : { text: text.slice(marker[0].length), startsItem: true, indent };
}

function fenceOf(text: string): Fence | null {
  const run = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[0];
  return run === undefined ? null : { mark: run.charAt(0), length: run.length };
}

function isBreak(text: string): boolean {
  return /^(?:-{3,}|\*{3,}|_{3,})$/.test(text.replace(/\s/g, ''));
}

/** A row with as many cells as the row of dashes beneath it (GitHub Flavored Markdown, 4.10). */
function isTableHead(text: string, next: string): boolean {
  const dashes = cellsOf(next.replace(/^(?: {0,3}> ?)+/, ''));
  return (
    next.includes('|') &&
    text.includes('|') &&
    dashes.every((cell) => /^:?-+:?$/.test(cell)) &&
    cellsOf(text).length === dashes.length
  );
}

function cellsOf(row: string): readonly string[] {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map((cell) => cell.trim());
}
