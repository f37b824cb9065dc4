import type { OnPiece, ReplyBeginning, ReplyPlace, ReplyReader } from './reply-reader.ts';
import { splitAtMarker } from './split-at-marker.ts';

const channel = '<|channel|>';
const message = '<|message|>';
const longestHeader = 200;
/** What ends a part: its end, or the beginning of the next one. */
const ends = ['<|end|>', '<|return|>', '<|call|>', '<|start|>', channel];

/**
 * Replies in parts, each with a header that names its channel: `<|channel|>analysis<|message|>…<|end|>`. The prompt ends
 * inside the first header. What is said on the channel `analysis` is thought.
 */
export class ChannelReader implements ReplyReader {
  readonly #onPiece: OnPiece;
  #isInHeader: boolean;
  #kind: 'text' | 'reasoning';
  #held = '';
  #hasThoughts = false;

  constructor({ place }: ReplyBeginning, onPiece: OnPiece) {
    this.#onPiece = onPiece;
    this.#isInHeader = place === 'start' || place === 'between';
    this.#kind = place === 'thought' ? 'reasoning' : 'text';
  }

  get place(): ReplyPlace {
    if (this.#isInHeader) return this.#hasThoughts ? 'between' : 'start';
    return this.#kind === 'reasoning' ? 'thought' : 'answer';
  }

  get isUndecided(): boolean {
    return this.#held !== '';
  }

  push(text: string): void {
    this.#held += text;
    while (this.#isInHeader ? this.#readHeader() : this.#readBody());
  }

  finish(): void {
    // A reply without any mark was no header after all.
    const isWords = !this.#isInHeader || !this.#held.includes('<|');
    if (isWords && this.#held !== '') this.#onPiece(this.#kind, this.#held);
    this.#held = '';
  }

  #readHeader(): boolean {
    const { before, marker, rest } = splitAtMarker(this.#held, [message]);
    // What goes on for so long is no header: the model does not speak in channels after all.
    if (marker === null && this.#held.length <= longestHeader) return false;
    this.#isInHeader = false;
    if (marker === null) return true;
    this.#kind = before.includes('analysis') ? 'reasoning' : 'text';
    this.#hasThoughts ||= this.#kind === 'reasoning';
    this.#held = rest;
    return true;
  }

  #readBody(): boolean {
    const { before, marker, rest } = splitAtMarker(this.#held, ends);
    if (before !== '') this.#onPiece(this.#kind, before);
    this.#held = rest;
    this.#isInHeader = marker !== null;
    return marker !== null;
  }
}
