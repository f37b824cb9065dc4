import type { Words } from '../words.ts';

/** Words of replies that are held to a form. */
export const structureWords = {
  'structure.valid-json': 'Valid JSON',
  'structure.valid-json-schema': 'Valid: it keeps to the schema',
  'structure.valid-grammar': 'It keeps to the grammar',
  'structure.invalid': 'It does not keep to the form',
  'structure.view': 'How to show the reply',
  'structure.view-tree': 'Tree',
  'structure.view-text': 'Text',
  'structure.tree': 'The reply as a tree',
  'structure.copy-value': 'Copy value',
  'structure.copy-path': 'Copy path',
  'structure.items': { one: '{count} item', other: '{count} items' },
  'structure.fields': { one: '{count} field', other: '{count} fields' },
  'structure.more': { one: 'Show {count} more in {path}', other: 'Show {count} more in {path}' },
  'structure.longer': '… {count} more characters',
} as const satisfies Words;
