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
  'ui.new-tag': 'New tag',
  'ui.add-tag': 'Add',
  'ui.preset-name': 'Name of the preset',
  'ui.preset-save': 'Save',
  'ui.preset-taken': 'There is a preset of this name already.',
  'ui.preset-saved': 'Preset {name} saved',
  'ui.notifications': 'Notifications',

  'markdown.code': 'Code',
  'markdown.code-in': 'Code in {language}',
  'markdown.code-copy': 'Copy code',
  'markdown.code-wrap': 'Wrap lines',
  'markdown.plain': 'Text as it was written',
  'markdown.table': 'Table',
  'markdown.task-done': 'Done:',
  'markdown.task-open': 'To do:',
  'markdown.image': 'Image, not loaded',
  'markdown.image-unnamed': 'Image',
  'markdown.link-leads-to': 'Opens {host} in your browser: {address}',
  'markdown.link-mail-to': 'Writes a mail to {host}',
  'markdown.hidden-character': 'Hidden character {codePoint}',
} as const satisfies Words;
