import type { Words } from '../words.ts';

/** Words of the reading column. */
export const readingWords = {
  'reading.column': 'Conversation',
  'reading.message-loading': 'Fetching this message',
  'reading.formula': 'Formula',
} as const satisfies Words;
