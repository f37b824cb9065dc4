import type { Words } from '../words.ts';

/** Words of the reading column. */
export const readingWords = {
  'reading.column': 'Conversation',
  'reading.message-loading': 'Fetching this message',
  'reading.formula': 'Formula',
  'reading.code-lines': { one: '{count} line', other: '{count} lines' },
} as const satisfies Words;
