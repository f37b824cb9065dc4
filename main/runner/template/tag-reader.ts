import type { ReasoningStyle } from './reasoning-style.ts';
import type { OnPiece, ReplyBeginning, ReplyPlace, ReplyReader } from './reply-reader.ts';
import { splitAtMarker } from './split-at-marker.ts';

/**
 * Thoughts between two marks, before the answer.
 *
 *   start ──opening──▶ thought ◀──opening── between ──anything else──▶ answer
 *     │                   └───────closing──────▲                         ▲
 *     └──anything else───────────────────────────────────────────────────┘
 *
 * In the answer, marks are words like any others.
 */
export class TagReader implements ReplyReader {
  readonly #style: ReasoningStyle;
  readonly #onPiece: OnPiece;
  #state: ReplyPlace;
  #held = '';
  #hasThoughtWords = false;

  constructor(style: ReasoningStyle, { place, hasWords }: ReplyBeginning, onPiece: OnPiece) {
    this.#style = style;
    this.#onPiece = onPiece;
    this.#state = place;
    this.#hasThoughtWords = place === 'thought' && hasWords;
  }

  get place(): ReplyPlace {
    return this.#state;
  }

  get isUndecided(): boolean {
    return this.#held.trim() !== '';
  }

  push(text: string): void {
    this.#held += text;
    while (this.#step());
  }

  finish(): void {
    const isThought = this.#state === 'thought';
    const rest = isThought ? this.#held.trimEnd() : this.#held;
    this.#held = '';
    // What follows thoughts without a word is the template's line end.
    if (rest === '' || (this.#state === 'between' && rest.trim() === '')) return;
    this.#onPiece(isThought ? 'reasoning' : 'text', rest);
  }

  /** @returns whether there may be more to read of what is held. */
  #step(): boolean {
    switch (this.#state) {
      case 'start':
      case 'between':
        return this.#readBeginning(this.#state === 'between');
      case 'thought':
        return this.#readThought();
      case 'answer':
        if (this.#held !== '') this.#onPiece('text', this.#held);
        this.#held = '';
        return false;
    }
  }

  #readBeginning(isAfterThought: boolean): boolean {
    const begun = this.#held.trimStart();
    if (begun.startsWith(this.#style.opening)) {
      this.#held = begun.slice(this.#style.opening.length);
      this.#state = 'thought';
      this.#hasThoughtWords = false;
      return true;
    }
    if (this.#style.opening.startsWith(begun)) return false;
    // Space after thoughts is the template's; space before a reply without any is the model's own.
    if (isAfterThought) this.#held = begun;
    this.#state = 'answer';
    return true;
  }

  #readThought(): boolean {
    const { opening, closing } = this.#style;
    if (!this.#hasThoughtWords) {
      this.#held = this.#held.trimStart();
      // Some models repeat the mark that the prompt ended with.
      if (this.#held.startsWith(opening)) this.#held = this.#held.slice(opening.length).trimStart();
      else if (opening.startsWith(this.#held)) return false;
    }
    const { before, marker, rest } = splitAtMarker(this.#held, [closing]);
    const words = before.trimEnd();
    if (words !== '') {
      this.#hasThoughtWords = true;
      this.#onPiece('reasoning', words);
    }
    this.#held = marker === null ? before.slice(words.length) + rest : rest;
    if (marker !== null) this.#state = 'between';
    return marker !== null;
  }
}
