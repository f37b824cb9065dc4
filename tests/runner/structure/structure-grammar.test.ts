import { describe, expect, test } from 'vitest';
import { AppError } from '../../../main/contract/errors.ts';
import { structureGrammar } from '../../../main/runner/structure/structure-grammar.ts';
import { integerRange } from '../../../main/runner/structure/integer-range.ts';

function refusal(work: () => unknown): string {
  try {
    work();
    return 'taken';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${String(error.params['detail'])}`;
  }
}

const ofGrammar = (grammar: string): string => refusal(() => structureGrammar({ kind: 'grammar', grammar }));
const ofSchema = (schema: unknown): string =>
  refusal(() => structureGrammar({ kind: 'json-schema', schema: JSON.stringify(schema) }));

describe('grammars that would hang, exhaust or end the engine', () => {
  const chain = (length: number): string =>
    Array.from({ length }, (_, index) => `a${index} ::= a${index + 1}`).join('\n');
  const doubling = Array.from({ length: 40 }, (_, index) => `a${index} ::= a${index + 1} | a${index + 1} "x"`).join(
    '\n',
  );
  test.each([
    ['root ::= root "x" | "y"', 'line 1: the rule “root” begins with itself'],
    // llama.cpp does not see this one: `a` is only empty by way of `b`.
    ['root ::= a root "z" | "x"\na ::= b\nb ::= "" | "y"', 'line 1: the rule “root” begins with itself'],
    [`root ::= ${'('.repeat(100_000)}"x"${')'.repeat(100_000)}`, 'line 1: groups within groups, more than 50'],
    [`root ::= a0\n${chain(3000)}\na3000 ::= "x"`, 'line 1: more than 1000 rules begin with one another'],
    [`root ::= a0\n${doubling}\na40 ::= "x"`, 'line 1: too many ways to begin “a29”'],
    ['root ::= "x"{2000}', 'line 1: more than 1999 repetitions'],
    [`root ::= "${'x'.repeat(2000)}"{1999}`, 'line 1: its repetitions are too many, multiplied out'],
  ])('%#', (grammar, detail) => {
    expect(ofGrammar(grammar)).toBe(`grammar-invalid ${detail}`);
  });
});

test('what is wrong with a grammar is said with its line', () => {
  const wrong = {
    '': 'line 1: there is no rule “root”',
    'root ::= "a" |\n  "b" # either\n\nroot2 = "c"': 'line 4: “::=” is expected',
    'root ::= other': 'line 1: there is no rule “other”',
    'root ::= "a\nb ::= "c"': 'line 2: a text does not end, or has an unknown escape',
    'root ::= [a-z': 'line 1: a set does not end, or has an unknown escape',
    'root ::= ("a"': 'line 1: “)” is expected',
    'root ::= "a"{,3}': 'line 1: a number of repetitions is expected, such as “{1,3}”',
    'root ::= <think> "a"': 'line 1: tokens in a grammar are not supported',
    'root ::= my_rule': 'line 1: a new line is expected',
  };
  const said = Object.keys(wrong).map((grammar) => [grammar, ofGrammar(grammar)]);
  expect(Object.fromEntries(said)).toEqual(
    Object.fromEntries(Object.entries(wrong).map(([grammar, detail]) => [grammar, `grammar-invalid ${detail}`])),
  );
});

test('a schema’s words that a grammar cannot keep are refused by name, wherever they stand', () => {
  const schemas: readonly (readonly [schema: unknown, detail: string])[] = [
    [{ not: { type: 'string' } }, 'schema: “not” is not supported'],
    [
      { type: 'object', properties: { a: { type: 'array', items: { multipleOf: 3 } } } },
      'schema.a[]: “multipleOf” is not supported',
    ],
    [{ type: 'array', items: {}, uniqueItems: true }, 'schema: “uniqueItems” is not supported'],
    [{ type: 'string', pattern: 'a+' }, 'schema: “pattern” is only supported from “^” to “$”'],
    [{ type: 'string', pattern: '^(?=a)b$' }, 'schema: “pattern”: “(?=” is not supported'],
    [{ type: 'string', format: 'email' }, 'schema: the format "email" is not supported'],
    [
      { $ref: 'https://example.org/a.json' },
      'schema: “$ref” only goes to a part of the same schema: "https://example.org/a.json"',
    ],
    [{ $ref: '#/$defs/none' }, 'schema: “$ref” finds nothing: #/$defs/none'],
    [{ $ref: '#' }, 'too large or in a circle: line 1: the rule “r1” begins with itself'],
    [{ allOf: [{ $ref: '#' }] }, 'schema: it refers to itself without an end'],
    [
      { oneOf: [{ type: 'number' }, { type: 'integer' }] },
      'schema: “oneOf” with alternatives that one value may have in common; “anyOf” takes them',
    ],
    [{ type: 'number', minimum: 0.5 }, 'schema: “minimum” is only supported as a whole number of up to 15 digits'],
    [{ type: 'object', minProperties: 2 }, 'schema: “minProperties” beyond the required ones is not supported'],
    [{ type: 'object', required: ['a'], additionalProperties: false }, 'schema: “a” is required and not allowed'],
    [{ allOf: [{ type: 'string' }, { type: 'number' }] }, 'schema: no type is in both parts'],
    [false, 'schema: “false” allows nothing'],
    [{ type: 'text' }, 'schema: “type” is "text"'],
    [{ type: 'string', maxLength: 1_000_000 }, 'schema: more than 50000 is not supported'],
  ];
  expect(schemas.map(([schema]) => ofSchema(schema))).toEqual(schemas.map(([, detail]) => `schema-invalid ${detail}`));
  expect(refusal(() => structureGrammar({ kind: 'json-schema', schema: '{' }))).toMatch(/^schema-invalid not JSON: /);
});

test('a schema as deep as a file can be is refused, not a stack that ends', () => {
  const depth = 50_000;
  const schema = `${'{"items":'.repeat(depth)}true${'}'.repeat(depth)}`;
  expect(refusal(() => structureGrammar({ kind: 'json-schema', schema }))).toMatch(/^schema-invalid /);
});

/** The expression as a regular one: it has the same words but for quotes and spaces. */
function asPattern(expression: string): RegExp {
  return new RegExp(`^(?:${expression.replaceAll(/[" ]/g, '').replaceAll('[0-9]{0}', '')})$`);
}

test('whole numbers between any bounds are those and no others', () => {
  const bounds = [null, -1000, -101, -100, -99, -10, -9, -1, 0, 1, 9, 10, 11, 99, 100, 109, 110, 999, 1000];
  const numbers = Array.from({ length: 2401 }, (_, index) => index - 1200);
  for (const least of bounds) {
    for (const most of bounds) {
      if (least !== null && most !== null && least > most) continue;
      const pattern = asPattern(integerRange(least, most));
      const taken = numbers.filter((number) => pattern.test(String(number)));
      const right = numbers.filter((number) => number >= (least ?? -Infinity) && number <= (most ?? Infinity));
      expect(taken, `${least} to ${most}`).toEqual(right);
    }
  }
});
