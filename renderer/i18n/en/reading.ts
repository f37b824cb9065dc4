import type { Words } from '../words.ts';

/** Words of the reading column. */
export const readingWords = {
  'reading.column': 'Conversation',
  'reading.message-loading': 'Fetching this message',
} as const satisfies Words;
