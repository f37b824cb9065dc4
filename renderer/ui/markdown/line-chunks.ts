import { detached } from './detached.ts';

/** Long code is drawn in parts of so many lines: of code that grows only the last part is laid out again. */
export const chunkLines = 48;

/** Code cut into parts of whole lines, without the line ends between them; settled parts are the same strings for ever. */
export class LineChunks {
  #settled: readonly string[] = [];
  /** The text up to here is in settled parts. */
  #settledEnd = 0;
  #text = '';

  /** The parts of the text so far. Any text is accepted; one that does not continue the previous starts over. */
  update(text: string): readonly string[] {
    if (!text.startsWith(this.#text)) {
      this.#settled = [];
      this.#settledEnd = 0;
    }
    this.#text = text;
    const added: string[] = [];
    for (let end = this.#chunkEnd(); end !== -1; end = this.#chunkEnd()) {
      added.push(detached(text.slice(this.#settledEnd, end)));
      this.#settledEnd = end + 1;
    }
    if (added.length > 0) this.#settled = [...this.#settled, ...added];
    return [...this.#settled, text.slice(this.#settledEnd)];
  }

  /** The line end that fills the first part that is not settled; -1 while it is not full. */
  #chunkEnd(): number {
    let end = this.#settledEnd - 1;
    for (let line = 0; line < chunkLines; line += 1) {
      end = this.#text.indexOf('\n', end + 1);
      if (end === -1) return -1;
    }
    return end;
  }
}
