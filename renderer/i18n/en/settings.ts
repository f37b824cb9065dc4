import type { Words } from '../words.ts';

/** Words of the settings screen. */
export const settingsWords = {
  'settings.title': 'Settings',
} as const satisfies Words;
