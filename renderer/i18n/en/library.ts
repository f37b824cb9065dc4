import type { Words } from '../words.ts';

/** Words of the library screen. */
export const libraryWords = {
  'library.title': 'Library',
} as const satisfies Words;
