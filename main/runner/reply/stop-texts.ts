import { splitAtMarker } from '../template/split-at-marker.ts';

/** Ends an answer before the first of some texts, wherever its pieces are cut. */
export type StopTexts = {
  /** @returns whether the answer ends here. */
  push(text: string): boolean;
  /** Hands over what was held back, for a text that might have begun there did not come. */
  finish(): void;
  /** Length of what was handed over or is held back. */
  readonly length: number;
};

/** @param onText what is not part of a stop text, as soon as that is decided. */
export function createStopTexts(stops: readonly string[], onText: (text: string) => void): StopTexts {
  let held = '';
  let length = 0;
  let isStopped = false;
  return {
    get length() {
      return length + held.length;
    },
    push(text) {
      if (isStopped) return true;
      const { before, marker, rest } = splitAtMarker(held + text, stops);
      isStopped = marker !== null;
      held = isStopped ? '' : rest;
      length += before.length;
      if (before !== '') onText(before);
      return isStopped;
    },
    finish() {
      const rest = held;
      held = '';
      length += rest.length;
      if (rest !== '') onText(rest);
    },
  };
}
