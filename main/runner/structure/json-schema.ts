import { schemaProblem } from './schema-problem.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type SchemaObject = { readonly [keyword: string]: Json };
export type TypeName = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array';

/** Keywords that say nothing about which values are valid. */
const annotations: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  '$anchor',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'example',
  'deprecated',
  'readOnly',
  'writeOnly',
]);

const keywordsOfType = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
} as const;
export type KeywordType = keyof typeof keywordsOfType;
const supported: ReadonlySet<string> = new Set([
  ...Object.values(keywordsOfType).flat(),
  'type',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
  '$ref',
]);

/** The schema without what is only said about it. @throws AppError `schema-invalid` for a keyword we cannot keep to. */
export function withoutAnnotations(schema: SchemaObject, path: string): SchemaObject {
  const kept = Object.entries(schema).filter(([name]) => !annotations.has(name) && !name.startsWith('x-'));
  const unknown = kept.find(([name]) => !supported.has(name));
  if (unknown) throw schemaProblem(`“${unknown[0]}” is not supported`, path);
  return Object.fromEntries(kept);
}

export function isObject(value: Json | undefined): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Types the values may have. Without a word about it, those its keywords are about; null: any. */
export function typesOf(schema: SchemaObject, path: string): readonly TypeName[] | null {
  const { type } = schema;
  if (type === undefined) {
    const meant = (Object.keys(keywordsOfType) as KeywordType[]).filter((name) => hasKeywords(schema, name));
    return meant.length === 0 ? null : meant;
  }
  const names = Array.isArray(type) ? type : [type];
  const unknown = names.find((name) => !isTypeName(name));
  if (unknown !== undefined || names.length === 0) throw schemaProblem(`“type” is ${JSON.stringify(type)}`, path);
  return [...new Set(names.filter(isTypeName))];
}

function hasKeywords(schema: SchemaObject, type: KeywordType): boolean {
  return keywordsOfType[type].some((keyword) => keyword in schema);
}

const typeNames: ReadonlySet<Json> = new Set(['string', 'number', 'integer', 'boolean', 'null', 'object', 'array']);

function isTypeName(value: Json): value is TypeName {
  return typeNames.has(value);
}

/** Whether a value is of a type, as schemas count it: 1.0 is an integer. */
export function isOfType(value: Json, type: TypeName): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/** A whole number of at least 0. */
export function countOf(schema: SchemaObject, keyword: string, path: string): number | null {
  const value = schema[keyword];
  if (value === undefined) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw schemaProblem(`“${keyword}” is no count`, path);
  }
  return value;
}

/** Where a local reference points. @throws AppError `schema-invalid`. */
export function followReference(root: Json, reference: Json | undefined, path: string): Json {
  if (typeof reference !== 'string' || !reference.startsWith('#')) {
    throw schemaProblem(`“$ref” only goes to a part of the same schema: ${JSON.stringify(reference)}`, path);
  }
  let found: Json | undefined = root;
  for (const step of pointerSteps(reference, path)) {
    found = Array.isArray(found)
      ? found[Number(step)]
      : isObject(found) && Object.hasOwn(found, step)
        ? found[step]
        : undefined;
  }
  if (found === undefined) throw schemaProblem(`“$ref” finds nothing: ${reference}`, path);
  return found;
}

/** JSON Pointer in a fragment (RFC 6901). */
function pointerSteps(reference: string, path: string): string[] {
  if (reference === '#') return [];
  if (!reference.startsWith('#/')) throw schemaProblem(`“$ref” by a name is not supported: ${reference}`, path);
  try {
    return decodeURIComponent(reference.slice(2))
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    throw schemaProblem(`“$ref” is not readable: ${reference}`, path);
  }
}
