import { expect, test } from 'vitest';
import { createStructureJudge } from '../../main/structure/structure-judge.ts';

const judge = createStructureJudge();
const person = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 2 },
    age: { type: 'integer' },
    tags: { type: 'array', items: { enum: ['a', 'b'] } },
  },
  required: ['name', 'age'],
  additionalProperties: false,
};

function ofSchema(schema: unknown, text: string): string | null {
  return judge.judge({ kind: 'json-schema', schema: JSON.stringify(schema) }, text);
}

test.each([
  ['{"name":"Ada","age":36,"tags":["a"]}', null],
  ['{"name":"Ada","age":"36"}', 'age: Instance type "string" is invalid. Expected "integer".'],
  ['{"name":"A","tags":["c"]}', 'Instance does not have required property "age".'],
  ['{"name":"Ada","age":1,"tags":["c"]}', 'tags/0: Instance does not match any of ["a","b"].'],
])('of %s is said: %s', (text, problem) => {
  const said = ofSchema(person, text);
  if (problem === null) expect(said).toBe(null);
  else expect(said).toContain(problem);
});

test('a reply that was cut short is not JSON, and an empty one is nothing', () => {
  expect([judge.judge({ kind: 'json' }, '{"a": [1, 2'), judge.judge({ kind: 'json' }, ' \n')]).toEqual([
    expect.stringContaining('Not JSON'),
    'The reply is empty.',
  ]);
});

test.each([
  ['a pattern that never ends', { type: 'string', pattern: '^(a+)+$' }, JSON.stringify(`${'a'.repeat(40)}!`)],
  ['a schema that is itself', { $ref: '#' }, '1'],
  [
    'schemas that multiply',
    { $defs: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`d${n}`, doubled(n)])), $ref: '#/$defs/d39' },
    '1',
  ],
  ['a reference to nowhere', { $ref: '#/$defs/gone' }, '1'],
  ['a pattern that is none', { type: 'string', pattern: '(' }, '"a"'],
])('%s ends in time, with a problem', (_, schema, text) => {
  const began = performance.now();
  const problem = ofSchema(schema, text);
  expect([problem?.startsWith('Could not be checked'), performance.now() - began < 2000]).toEqual([true, true]);
});

function doubled(n: number): unknown {
  return n === 0 ? { type: 'number' } : { allOf: [{ $ref: `#/$defs/d${n - 1}` }, { $ref: `#/$defs/d${n - 1}` }] };
}

test('JSON a million levels deep is judged, not crashed by', () => {
  const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
  expect(ofSchema({ type: 'array', items: { $ref: '#' } }, deep)).toMatch(/^(Could not be checked|Not JSON)/);
});

test.each([
  [{ kind: 'json-schema', schema: '{"type": "object"' }, /JSON/],
  [{ kind: 'json-schema', schema: '{"$ref": "#/$defs/gone"}' }, /gone/],
  [{ kind: 'grammar', grammar: 'root ::= thing' }, /thing/],
  [{ kind: 'grammar', grammar: '' }, /root/],
  [{ kind: 'json-schema', schema: JSON.stringify(person) }, null],
  [{ kind: 'grammar', grammar: 'root ::= "yes" | "no"' }, null],
  [{ kind: 'json' }, null],
] as const)('%j can be held to, or it is said why not', (structure, problem) => {
  const said = judge.check(structure);
  if (problem === null) expect(said).toBe(null);
  else expect(said).toMatch(problem);
});
