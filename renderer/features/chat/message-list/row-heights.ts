import type { Message } from '../../../../main/contract/chat.ts';
import { estimateHeight } from './estimate-height.ts';

/** Less than this is rounding. */
const leastChange = 0.25;

/** How high every row of a path is: as measured when it was last on the screen, else estimated. Pixels. */
export class RowHeights {
  /** By message. */
  readonly #measured = new Map<string, number>();
  #messages: readonly (Message | null)[] = [];
  #heights: number[] = [];
  #offsets: number[] = [0];
  /** Offsets up to here are right. */
  #validTo = 0;

  /** Where each row begins, and at the end the height of all. The array is this object's own, and changes. */
  get offsets(): readonly number[] {
    for (let place = this.#validTo; place < this.#heights.length; place += 1) {
      this.#offsets[place + 1] = (this.#offsets[place] ?? 0) + (this.#heights[place] ?? 0);
    }
    this.#validTo = this.#heights.length;
    this.#offsets.length = this.#heights.length + 1;
    return this.#offsets;
  }

  follow(messages: readonly (Message | null)[]): void {
    if (messages === this.#messages) return;
    const before = this.#messages;
    this.#heights = messages.map((message, place) => {
      if (message !== null && message === before[place]) return this.#heights[place] ?? estimateHeight(message);
      return this.#measured.get(message?.id ?? '') ?? estimateHeight(message);
    });
    this.#messages = messages;
    this.#validTo = 0;
  }

  /** @returns true when the row turns out to be of another height. */
  measure(place: number, height: number): boolean {
    const message = this.#messages[place];
    if (message === undefined) return false;
    if (message !== null) this.#measured.set(message.id, height);
    if (Math.abs((this.#heights[place] ?? 0) - height) < leastChange) return false;
    this.#heights[place] = height;
    this.#validTo = Math.min(this.#validTo, place);
    return true;
  }

  /** After the column became wider or narrower, nothing measured holds any more. */
  forget(): void {
    this.#measured.clear();
  }
}
