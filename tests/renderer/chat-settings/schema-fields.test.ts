import { expect, test } from 'vitest';
import {
  newField,
  readSchema,
  schemaText,
  type SchemaField,
} from '../../../renderer/state/chat/settings/schema-fields.ts';
import { readRows, rowsOf } from '../../../renderer/state/chat/settings/template-rows.ts';
import { freeName, nameFrom } from '../../../renderer/state/chat/settings/prompt-names.ts';

const recipe: readonly SchemaField[] = [
  { ...newField('name'), description: 'What it is called' },
  newField('minutes', 'integer'),
  { ...newField('course', 'enum'), isRequired: false, choices: ['starter', 'main'] },
  {
    ...newField('steps', 'array'),
    item: {
      ...newField('', 'object'),
      fields: [newField('text'), { ...newField('done', 'boolean'), isRequired: false }],
    },
  },
  { ...newField('cook', 'object'), fields: [newField('age', 'number')] },
];

// Catches: a builder that loses a part of a schema on the way to text and back.
test('fields become a schema and come back as they were', () => {
  const text = schemaText(recipe);
  expect(readSchema(text)).toEqual({ kind: 'fields', fields: recipe });
  expect(JSON.parse(text)).toMatchObject({
    type: 'object',
    required: ['name', 'minutes', 'steps', 'cook'],
    additionalProperties: false,
    properties: { course: { enum: ['starter', 'main'] }, steps: { items: { required: ['text'] } } },
  });
});

test.each([
  ['{"type":"object","properties":{"a":{"$ref":"#"}},"additionalProperties":false}', '$ref'],
  ['{"type":"object","properties":{"a":{"type":"string","pattern":"x"}},"additionalProperties":false}', 'pattern'],
  [
    '{"type":"object","properties":{"a":{"type":["string","null"]}},"additionalProperties":false}',
    'type: ["string","null"]',
  ],
  ['{"type":"object","properties":{}}', 'additionalProperties'],
  ['{"type":"array","items":{"type":"string"}}', 'type: array'],
  ['{"type":"object","properties":{},"required":["a"],"additionalProperties":false}', 'required: a'],
  ['true', 'true'],
])('%s is left as text, because of %s', (text, keyword) => {
  expect(readSchema(text)).toEqual({ kind: 'beyond', keyword });
});

test('what is no JSON yet is said to be that', () => {
  expect(readSchema('{"type": ').kind).toBe('not-json');
});

test('a schema nested without end does not take the page with it', () => {
  const deep = '{"type":"array","items":'.repeat(5000) + '{"type":"string"}' + '}'.repeat(5000);
  expect(readSchema(deep).kind).toBe('beyond');
});

test('template variables keep their kinds while they are typed', () => {
  const variables = { think: true, depth: 3, tone: 'dry', year: '1984', quoted: '"a"' };
  expect(readRows(rowsOf(variables)).variables).toEqual(variables);
  const { variables: read, unreadable } = readRows([
    { name: '1st', value: 'x' },
    { name: 'a', value: '' },
    { name: 'a', value: 'again' },
    { name: '', value: 'x' },
  ]);
  expect([read, [...unreadable]]).toEqual([{ a: '' }, [0, 2]]);
});

test('a kept text is named after its first words, and no name is given twice', () => {
  const long = 'You are a careful editor of scientific prose who never changes meaning.';
  expect(nameFrom(`${long}\nMore.`)).toBe('You are a careful editor of scientific prose who never…');
  const others = [
    { id: '1', name: 'Editor' },
    { id: '2', name: 'editor 2' },
  ];
  expect([freeName('Editor', others), freeName('Cook', others)]).toEqual(['Editor 3', 'Cook']);
});
