import type { Words } from '../words.ts';

/** Words of the ui kit, used on every screen. */
export const uiWords = {
  'ui.close': 'Close',
  'ui.cancel': 'Cancel',
  'ui.undo': 'Undo',
  'ui.retry': 'Try again',
  'ui.dismiss': 'Dismiss',
  'ui.copy': 'Copy',
  'ui.copied': 'Copied',
  'ui.copy-failed': 'The clipboard is not available.',
  'ui.notifications': 'Notifications',
} as const satisfies Words;
