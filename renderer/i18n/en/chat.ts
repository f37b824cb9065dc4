import type { Words } from '../words.ts';

/** Words of the chat screen. */
export const chatWords = {
  'chat.title': 'Chat',
} as const satisfies Words;
