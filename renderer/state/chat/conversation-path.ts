import type { Message, PathRange, PathWindow } from '../../../main/contract/chat.ts';

/** The active path by place, 0 first; null where a message is not told yet. The last messages always are. */
export type ConversationPath = {
  readonly leafId: Message['id'] | null;
  readonly messages: readonly (Message | null)[];
};

export const emptyPath: ConversationPath = { leafId: null, messages: [] };

/**
 * The path that an event tells. Messages that did not change keep their objects, so that their rows need not render
 * again. A snapshot vouches for its own messages only: what else is known of the same path stays until it is told anew.
 */
export function pathFromWindow(before: ConversationPath, window: PathWindow): ConversationPath {
  const isSamePath = before.leafId === window.leafId && before.messages.length === window.length;
  const stays = isSamePath ? window.from : Math.min(window.kept, window.from);
  const known = new Map(before.messages.flatMap((message) => (message === null ? [] : [[message.id, message]])));
  const messages: (Message | null)[] = before.messages.slice(0, stays);
  while (messages.length < window.from) messages.push(null);
  for (const message of window.messages) messages.push(unchanged(known.get(message.id), message));
  return { leafId: window.leafId, messages };
}

/** The path with a range that was asked for; the same path when the range is another path's, or brings nothing. */
export function withRange(path: ConversationPath, range: PathRange): ConversationPath {
  if (range.leafId !== path.leafId || range.messages.length === 0) return path;
  const messages = [...path.messages];
  range.messages.forEach((message, index) => {
    const place = range.from + index;
    if (place < messages.length) messages[place] = unchanged(messages[place] ?? undefined, message);
  });
  return { ...path, messages };
}

/** The path with a message replaced; the same path when it is not on it, or not known. */
export function withMessage(path: ConversationPath, changed: Message): ConversationPath {
  const place = path.messages.findLastIndex((message) => message?.id === changed.id);
  return place === -1 ? path : { ...path, messages: path.messages.with(place, changed) };
}

/** The last message that a model wrote; null when there is none among those that are known. */
export function lastReplyOn(path: ConversationPath): Message | null {
  return path.messages.findLast((message) => message?.role === 'assistant') ?? null;
}

function unchanged(before: Message | undefined, told: Message): Message {
  return before !== undefined && isSameMessage(before, told) ? before : told;
}

function isSameMessage(a: Message, b: Message): boolean {
  return a.text === b.text && a.reasoning === b.reasoning && withoutTexts(a) === withoutTexts(b);
}

function withoutTexts(message: Message): string {
  return JSON.stringify({ ...message, text: '', reasoning: '' });
}
