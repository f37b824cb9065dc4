import { followReference, isObject, withoutAnnotations, type Json, type SchemaObject } from './json-schema.ts';
import { isSame, mergeSchemas } from './merge-schemas.ts';
import { schemaProblem } from './schema-problem.ts';

/** A schema with nothing left in it that points elsewhere or holds several together. */
export type PlainSchema =
  | { readonly kind: 'any' }
  /** A part of the schema that has a rule of its own, since it may lead back to itself. */
  | { readonly kind: 'reference'; readonly reference: string; readonly target: Json }
  | { readonly kind: 'choice'; readonly alternatives: readonly Json[]; readonly isExclusive: boolean }
  | { readonly kind: 'schema'; readonly schema: SchemaObject };

/** References and parts within each other, before anything is written. */
const deepest = 100;

/** @throws AppError `schema-invalid`. */
export function readSchema(root: Json, schema: Json, path: string): PlainSchema {
  if (schema === true) return { kind: 'any' };
  if (schema === false) throw schemaProblem('“false” allows nothing', path);
  if (!isObject(schema)) throw schemaProblem('a schema is an object', path);
  const own = withoutAnnotations(schema, path);
  const { $ref: reference, ...besides } = own;
  if (reference !== undefined && Object.keys(besides).length === 0) {
    const target = followReference(root, reference, path);
    return { kind: 'reference', reference: typeof reference === 'string' ? reference : '', target };
  }
  const flat = flatten(root, own, path, 0);
  const { anyOf, oneOf, ...rest } = flat;
  if (anyOf !== undefined && oneOf !== undefined) throw schemaProblem('“anyOf” beside “oneOf”', path);
  const alternatives = anyOf ?? oneOf;
  if (alternatives === undefined)
    return Object.keys(flat).length === 0 ? { kind: 'any' } : { kind: 'schema', schema: flat };
  if (!Array.isArray(alternatives) || alternatives.length === 0) throw schemaProblem('alternatives are a list', path);
  const isAlone = Object.keys(rest).length === 0;
  return {
    kind: 'choice',
    alternatives: isAlone ? alternatives : alternatives.map((each: Json) => ({ allOf: [rest, each] })),
    isExclusive: anyOf === undefined,
  };
}

/** Follows references and joins `allOf`; what stands beside them holds as well. */
export function flatten(root: Json, schema: Json, path: string, depth = 0): SchemaObject {
  if (depth > deepest) throw schemaProblem('it refers to itself without an end', path);
  if (schema === true) return {};
  if (!isObject(schema))
    throw schemaProblem(schema === false ? '“false” allows nothing' : 'a schema is an object', path);
  const { $ref: reference, allOf, const: only, ...own } = withoutAnnotations(schema, path);
  const parts: Json[] = [];
  if (reference !== undefined) parts.push(followReference(root, reference, path));
  if (allOf !== undefined) {
    if (!Array.isArray(allOf)) throw schemaProblem('“allOf” is a list', path);
    for (const part of allOf as readonly Json[]) parts.push(part);
  }
  const first = only === undefined ? own : withConstant(own, only, path);
  return parts.reduce<SchemaObject>(
    (merged, part) => mergeSchemas(merged, flatten(root, part, path, depth + 1), path),
    first,
  );
}

/** A constant is a list of one. */
function withConstant(own: SchemaObject, only: Json, path: string): SchemaObject {
  const listed = own['enum'];
  if (Array.isArray(listed) && !listed.some((each: Json) => isSame(each, only))) {
    throw schemaProblem('“const” is not in “enum”', path);
  }
  return { ...own, enum: [only] };
}
