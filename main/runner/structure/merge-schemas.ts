import { isObject, type Json, type SchemaObject, type TypeName } from './json-schema.ts';
import { schemaProblem } from './schema-problem.ts';

type Merger = (one: Json, other: Json, keyword: string, path: string) => Json;

const higher: Merger = (one, other) => Math.max(Number(one), Number(other));
const lower: Merger = (one, other) => Math.min(Number(one), Number(other));

/** How a keyword that stands in both becomes one that says as much as both. */
const mergers: Readonly<Record<string, Merger>> = {
  minLength: higher,
  maxLength: lower,
  minItems: higher,
  maxItems: lower,
  minimum: higher,
  maximum: lower,
  exclusiveMinimum: higher,
  exclusiveMaximum: lower,
  minProperties: higher,
  maxProperties: lower,
  type: mergeTypes,
  required: (one, other) => [...new Set([...asList(one), ...asList(other)])],
  enum: (one, other, _keyword, path) => {
    const both = asList(one).filter((value) => asList(other).some((each) => isSame(value, each)));
    if (both.length === 0) throw schemaProblem('no value of “enum” is in both parts', path);
    return both;
  },
  items: (one, other) => ({ allOf: [one, other] }),
  additionalProperties: (one, other, _keyword, path) => {
    if (one === false || other === false) return false;
    if (one === true) return other;
    if (other === true) return one;
    throw schemaProblem('“additionalProperties” is described in several parts', path);
  },
};

/** One schema that takes what both take. @throws AppError `schema-invalid` where that cannot be said in one. */
export function mergeSchemas(one: SchemaObject, other: SchemaObject, path: string): SchemaObject {
  const merged: Record<string, Json> = { ...one };
  for (const [keyword, value] of Object.entries(other)) {
    const before = merged[keyword];
    if (before === undefined || isSame(before, value)) merged[keyword] = value;
    else if (keyword !== 'properties') merged[keyword] = mergeKeyword(before, value, keyword, path);
  }
  if ('properties' in one || 'properties' in other) merged['properties'] = mergeProperties(one, other, path);
  return merged;
}

function mergeKeyword(one: Json, other: Json, keyword: string, path: string): Json {
  const merger = mergers[keyword];
  if (merger === undefined) throw schemaProblem(`“${keyword}” is in several parts that hold together`, path);
  return merger(one, other, keyword, path);
}

/** What one part says nothing about and allows nothing further of is not allowed. */
function mergeProperties(one: SchemaObject, other: SchemaObject, path: string): SchemaObject {
  const properties: Record<string, Json> = {};
  const [ofOne, ofOther] = [propertiesOf(one), propertiesOf(other)];
  for (const name of new Set([...Object.keys(ofOne), ...Object.keys(ofOther)])) {
    const parts = [partOf(one, ofOne, name), partOf(other, ofOther, name)];
    if (parts.includes(false)) {
      const isRequired = [one, other].some((schema) => asList(schema['required'] ?? []).includes(name));
      if (isRequired) throw schemaProblem(`“${name}” is required and not allowed`, path);
      continue;
    }
    const said = parts.filter((part): part is Json => part !== undefined);
    properties[name] = said.length === 1 ? (said[0] ?? true) : { allOf: said };
  }
  return properties;
}

function partOf(schema: SchemaObject, properties: SchemaObject, name: string): Json | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
}

function propertiesOf(schema: SchemaObject): SchemaObject {
  const properties = schema['properties'];
  return isObject(properties) ? properties : {};
}

function mergeTypes(one: Json, other: Json, _keyword: string, path: string): Json {
  const [first, second] = [asList(one), asList(other)];
  const both = first.flatMap((type): Json[] => {
    if (second.includes(type)) return [type];
    const isWhole =
      (type === 'number' && second.includes('integer')) || (type === 'integer' && second.includes('number'));
    return isWhole ? ['integer' satisfies TypeName] : [];
  });
  if (both.length === 0) throw schemaProblem('no type is in both parts', path);
  return [...new Set(both)];
}

function asList(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [value];
}

/** Equal as JSON, whatever the order of names. */
export function isSame(one: Json, other: Json): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
