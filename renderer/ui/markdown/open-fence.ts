/** A block of code of the top level that is still being written. Its text is only ever read at its end. */
export class OpenFence {
  readonly language: string;
  /** Where the code begins in the whole text. */
  readonly contentStart: number;
  readonly #closing: RegExp;
  /** Up to here no line closes the block. */
  #searchedEnd: number;

  private constructor(language: string, contentStart: number, mark: string) {
    this.language = language;
    this.contentStart = contentStart;
    this.#searchedEnd = contentStart;
    this.#closing = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`, 'm');
  }

  /** The block that begins at an offset, when it is a fence without indentation; else null. */
  static at(text: string, start: number, language: string): OpenFence | null {
    const lineEnd = text.indexOf('\n', start);
    const mark = /^(?:`{3,}|~{3,})/.exec(text.slice(start, lineEnd))?.[0];
    // What the parser changes on its way (line ends, NUL) is left to it.
    return mark === undefined || lineEnd === -1 ? null : new OpenFence(language, lineEnd + 1, mark);
  }

  /** @returns false when what is new closes the block, or has to be read by the parser. */
  grow(text: string): boolean {
    const added = text.slice(this.#searchedEnd);
    if (/[\r\0]/.test(added) || this.#closing.test(added)) return false;
    this.#searchedEnd += added.lastIndexOf('\n') + 1;
    return true;
  }
}
