import { ChannelReader } from './channel-reader.ts';
import type { ReasoningStyle } from './reasoning-style.ts';
import { TagReader } from './tag-reader.ts';

export type OnPiece = (kind: 'text' | 'reasoning', text: string) => void;

/** Where a reply begins, or has got to: `between` is after thoughts and before the answer's first word. */
export type ReplyPlace = 'start' | 'thought' | 'between' | 'answer';

/** Where a prompt leaves off. */
export type ReplyBeginning = {
  readonly place: ReplyPlace;
  /** Whether words of that part were said already. */
  readonly hasWords: boolean;
};

/** Tells a reply's thoughts from its answer while it comes in pieces of any length. */
export interface ReplyReader {
  readonly place: ReplyPlace;
  /** Something is held back that may turn out to be a mark. */
  readonly isUndecided: boolean;
  push(text: string): void;
  /** Hands over what was held back because a mark might have begun. Thoughts that were never closed are thoughts. */
  finish(): void;
}

export function createReplyReader(
  style: ReasoningStyle | null,
  beginning: ReplyBeginning,
  onPiece: OnPiece,
): ReplyReader {
  if (style === null) {
    return { place: 'answer', isUndecided: false, push: (text) => onPiece('text', text), finish: () => undefined };
  }
  return style.isChannels ? new ChannelReader(beginning, onPiece) : new TagReader(style, beginning, onPiece);
}
