import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadRequest } from '../../main/core/ports/runner-pool.ts';
import { judgeJson } from '../../main/structure/judge-json.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { writeRandomModel } from '../support/gguf/random-model.ts';
import { loadRequestOf } from '../support/load-request.ts';
import { shapeOf } from '../support/plain-request.ts';
import { acquire, say, startTestPool, user } from './test-pool.ts';

/** Weights without sense: whatever a grammar lets through is as likely as anything else. */
const folder = mkdtempSync(join(tmpdir(), 'counterweight-structure-'));
let request: LoadRequest;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  const path = join(folder, 'random.gguf');
  const size = { layers: 1, embedding: 32, feedForward: 32, heads: 1, kvHeads: 1, vocabulary: 320 };
  const sizeBytes = await writeRandomModel({ path, seed: 3, ...size, quantization: 'Q8_0', contextLength: 2048 });
  request = loadRequestOf(path, sizeBytes);
});

const person = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 12 },
    age: { type: 'integer', minimum: -3, maximum: 130 },
    trust: { type: 'number', minimum: 0, maximum: 1 },
    born: { type: 'string', format: 'date' },
    tags: { type: 'array', items: { enum: ['a', 'b"c', 7, null, { d: [1] }] }, minItems: 1, maxItems: 3 },
    isNew: { type: 'boolean' },
  },
  required: ['age', 'tags'],
  additionalProperties: false,
};
const schemas: readonly unknown[] = [
  person,
  {
    type: 'object',
    properties: { a: { type: 'null' }, ab: { type: 'boolean' } },
    additionalProperties: { type: 'integer', minimum: 5 },
  },
  { type: 'object', additionalProperties: { type: 'boolean' }, required: ['x y', 'a"b'] },
  { type: 'object', properties: { one: { const: 1 }, two: { const: 'two' }, three: { const: null } } },
  {
    anyOf: [
      { type: 'boolean' },
      { type: 'array', items: { type: 'integer', exclusiveMinimum: 10, maximum: 99 }, maxItems: 4 },
    ],
  },
  {
    oneOf: [
      {
        type: 'object',
        properties: { kind: { const: 'circle' }, radius: { type: 'number', minimum: 0 } },
        required: ['kind', 'radius'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'line' }, to: { $ref: '#/$defs/point' } },
        required: ['kind', 'to'],
      },
    ],
    $defs: {
      point: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'integer' }], items: false, minItems: 2 },
    },
  },
  {
    $ref: '#/$defs/chain',
    $defs: {
      chain: {
        type: 'object',
        properties: {
          n: { type: 'integer', minimum: 0, maximum: 9 },
          next: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/chain' }] },
        },
        required: ['n', 'next'],
        additionalProperties: false,
      },
    },
  },
  {
    allOf: [
      { type: 'object', properties: { id: { type: ['string', 'integer'] } }, required: ['id'] },
      { properties: { id: { type: 'integer', minimum: 1 }, note: { type: 'string', maxLength: 5 } } },
    ],
  },
  {
    type: 'object',
    properties: { a: { type: 'boolean' }, b: { type: 'boolean' } },
    anyOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  { type: 'string', pattern: '^[A-Z]{2}-\\d{3}(?:\\.(x|"y"|[^a-z]))?$' },
  { type: 'string', format: 'date-time' },
  { type: 'string', format: 'uuid' },
  { type: 'string', minLength: 3, maxLength: 3 },
  {
    type: 'array',
    items: { type: 'array', items: { type: ['null', 'boolean'] }, maxItems: 2 },
    minItems: 2,
    maxItems: 3,
  },
  { type: ['integer', 'null'], maximum: -7, minimum: -1500 },
];

test('whatever a model says within a schema’s grammar is valid, at any temperature', async () => {
  const runner = await acquire(startTestPool(), request);
  const problems: unknown[] = [];
  let complete = 0;
  for (const [index, schema] of schemas.entries()) {
    for (let seed = 1; seed <= 4; seed += 1) {
      const shape = shapeOf({ structure: { kind: 'json-schema', schema: JSON.stringify(schema) } });
      const sampling = { temperature: 1.5, topP: 1, topK: 0, minP: 0, seed, maxTokens: 600 };
      const reply = say(runner, [user('Hello')], sampling, { shape });
      const { stopReason } = await reply.result;
      if (stopReason !== 'end') continue;
      complete += 1;
      const problem = judgeJson(reply.text, schema);
      if (problem !== null) problems.push([index, reply.text, problem]);
    }
  }
  expect(problems).toEqual([]);
  // Most come to an end by themselves: the grammar lets nothing else follow.
  expect(complete).toBeGreaterThan(schemas.length * 3);
});

test('any JSON, and a grammar of one’s own', async () => {
  const runner = await acquire(startTestPool(), request);
  const grammar = 'root ::= "yes" | "no" | [0-9]{3} "." # three forms';
  const sampling = { temperature: 1.5, topK: 0, maxTokens: 400 };
  const own = say(
    runner,
    [user('Hello')],
    { ...sampling, seed: 5 },
    { shape: shapeOf({ structure: { kind: 'grammar', grammar } }) },
  );
  expect((await own.result).stopReason).toBe('end');
  expect(own.text).toMatch(/^(?:yes|no|\d{3}\.)$/);
  const kinds: string[] = [];
  for (let seed = 1; seed <= 6; seed += 1) {
    const any = say(
      runner,
      [user('Hello')],
      { ...sampling, seed },
      { shape: shapeOf({ structure: { kind: 'json' } }) },
    );
    if ((await any.result).stopReason === 'end') kinds.push(typeof JSON.parse(any.text));
  }
  expect(new Set(kinds)).toEqual(new Set(['object']));
});

test('a form that cannot be kept is refused before anything is evaluated, and the runner lives on', async () => {
  const runner = await acquire(startTestPool(), request);
  const structures = [
    { kind: 'grammar', grammar: 'root ::= root "x" | "y"' },
    { kind: 'json-schema', schema: '{"not":{}}' },
  ] as const;
  const codes: string[] = [];
  for (const structure of structures) {
    const reply = say(runner, [user('Hello')], {}, { shape: shapeOf({ structure }) });
    codes.push(await appErrorOf(() => reply.result));
    expect(reply.events).toEqual([]);
  }
  expect(codes).toEqual(['grammar-invalid', 'schema-invalid']);
  await expect(say(runner, [user('Hello')], { maxTokens: 3 }).result).resolves.toMatchObject({
    stopReason: 'max-tokens',
  });
});
