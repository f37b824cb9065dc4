import type { Token } from 'node-llama-cpp';
import type { DeltaCoalescer } from '../delta-coalescer.ts';
import type { PromptTemplate } from '../template/prompt-template.ts';
import { createReplyReader, type ReplyBeginning, type ReplyPlace } from '../template/reply-reader.ts';
import { splitAtMarker } from '../template/split-at-marker.ts';
import type { TokenText } from '../template/token-text.ts';
import { createStopTexts } from './stop-texts.ts';

/** Turns a reply's tokens into pieces of thoughts and text, and sees where it ends. */
export type ReplyPieces = {
  /** @returns why the reply ends with this token, or with the words it completed; null when it goes on. */
  push(token: Token): 'end' | 'stop-text' | null;
  /** @param isWhole false: it was cut off, and half a character at its end is nothing to show. */
  finish(isWhole: boolean): void;
  readonly place: ReplyPlace;
  /** Nothing is held back that the next tokens might complete. */
  readonly isSettled: boolean;
  /** How many of the tokens are shown; null when the text ends inside one of them. */
  shownTokens(): number | null;
};

export type PiecesOptions = {
  readonly template: Pick<PromptTemplate, 'ends' | 'style' | 'vocabulary'>;
  readonly beginning: ReplyBeginning;
  readonly tokenText: TokenText;
  readonly stops: readonly string[];
  readonly deltas: DeltaCoalescer;
};

export function createReplyPieces(options: PiecesOptions): ReplyPieces {
  const { tokenText, deltas, stops } = options;
  const { ends, style, vocabulary } = options.template;
  let unsentTokens = 0;
  let held = '';
  let ending: 'end' | 'stop-text' | null = null;
  /** Length of the answer after each token. */
  const lengths: number[] = [];
  let answered = 0;
  const send = (kind: 'text' | 'reasoning', text: string): void => {
    deltas.push(kind, text, unsentTokens);
    unsentTokens = 0;
  };
  const stopTexts = createStopTexts(stops, (text) => send('text', text));
  const reader = createReplyReader(style, options.beginning, (kind, text) => {
    if (kind === 'reasoning') return send(kind, text);
    answered += text.length;
    if (stopTexts.push(text)) ending ??= 'stop-text';
  });

  const read = (text: string): void => {
    if (ends.texts.length === 0) return text === '' ? undefined : reader.push(text);
    const { before, marker, rest } = splitAtMarker(held + text, ends.texts);
    held = marker === null ? rest : '';
    if (before !== '') reader.push(before);
    if (marker !== null) ending ??= 'end';
  };
  /** Special tokens are not for people; those that mark thoughts are for the reader. */
  const spell = (token: Token): string => {
    const special = vocabulary.specialText(token);
    if (special === null) return tokenText.push(token);
    const isMark = style !== null && (style.isChannels || style.opening.includes(special) || special === style.closing);
    return tokenText.finish() + (isMark ? special : '');
  };

  return {
    push(token) {
      if (ends.tokens.has(token)) return 'end';
      unsentTokens += 1;
      read(spell(token));
      if (stops.length > 0) lengths.push(answered);
      return ending;
    },
    finish(isWhole) {
      const rest = isWhole ? tokenText.finish() : '';
      if (ending === null && held + rest !== '') reader.push(held + rest);
      reader.finish();
      stopTexts.finish();
    },
    get place() {
      return reader.place;
    },
    get isSettled() {
      return held === '' && !reader.isUndecided && tokenText.isWhole;
    },
    shownTokens() {
      if (ending !== 'stop-text') return lengths.length;
      const shown = lengths.findLastIndex((length) => length <= stopTexts.length) + 1;
      return (lengths[shown - 1] ?? 0) === stopTexts.length ? shown : null;
    },
  };
}
