import { Validator, type OutputUnit, type Schema, type SchemaDraft } from '@cfworker/json-schema';

/** Keywords that only say that something below them is wrong. */
const pointers = new Set([
  '$ref',
  '$dynamicRef',
  '$recursiveRef',
  'allOf',
  'if',
  'then',
  'else',
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'dependentSchemas',
  'items',
  'prefixItems',
  'additionalItems',
  'unevaluatedItems',
]);

/** A reader stops after a few. */
const mostTold = 3;

/** @returns what is wrong with the text as JSON of this schema, null for nothing. @throws whatever a broken schema leads to. */
export function judgeJson(text: string, schema: unknown): string | null {
  const value = parsedJson(text);
  if (typeof value === 'string') return value;
  if (!isSchema(schema)) return null;
  const { valid, errors } = new Validator(schema, draftOf(schema), false).validate(value.json);
  return valid ? null : describeErrors(errors);
}

/** The value, or why there is none. */
function parsedJson(text: string): { readonly json: unknown } | string {
  if (text.trim() === '') return 'The reply is empty.';
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    return error instanceof Error ? `Not JSON: ${error.message}` : 'Not JSON';
  }
}

/** `true` and `{}` allow everything, and `false` is no schema anybody asks a model for. */
function isSchema(schema: unknown): schema is Schema {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}

function draftOf({ $schema = '' }: Schema): SchemaDraft {
  if (/draft-0?4\b/.test($schema)) return '4';
  if (/draft-0?[67]\b/.test($schema)) return '7';
  return $schema.includes('2019-09') ? '2019-09' : '2020-12';
}

function describeErrors(errors: readonly OutputUnit[]): string {
  const telling = errors.filter(({ keyword }) => !pointers.has(keyword));
  const lines = new Set((telling.length > 0 ? telling : errors).map(describeError));
  const told = [...lines].slice(0, mostTold).join('\n');
  return lines.size > mostTold ? `${told}\n… ${lines.size - mostTold} more` : told;
}

function describeError({ instanceLocation, error }: OutputUnit): string {
  const place = instanceLocation.replace(/^#\/?/, '');
  return place === '' ? error : `${place}: ${error}`;
}
