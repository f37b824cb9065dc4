/** What a field of a JSON schema may hold, as far as the builder shows it. */
export const fieldKinds = ['string', 'number', 'integer', 'boolean', 'enum', 'object', 'array'] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** One field. `choices` belong to `enum`, `fields` to `object`, `item` to `array`; those of other kinds are kept while typing. */
export type SchemaField = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  readonly description: string;
  readonly choices: readonly string[];
  readonly fields: readonly SchemaField[];
  /** What an array holds; its name says nothing. */
  readonly item: SchemaField | null;
};

export type SchemaReading =
  | { readonly kind: 'fields'; readonly fields: readonly SchemaField[] }
  /** `not-json`: in the engine's words; `beyond`: the keyword that the builder does not show. */
  | { readonly kind: 'not-json'; readonly problem: string }
  | { readonly kind: 'beyond'; readonly keyword: string };

export function newField(name: string, kind: FieldKind = 'string'): SchemaField {
  return { name, kind, isRequired: true, description: '', choices: [], fields: [], item: null };
}

/** The schema's text: an object with these fields and no others. */
export function schemaText(fields: readonly SchemaField[]): string {
  return JSON.stringify(objectSchema(fields), null, 2);
}

/** The fields of a schema, when it says nothing that would be lost on the way back. */
export function readSchema(text: string): SchemaReading {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    return { kind: 'not-json', problem: error instanceof Error ? error.message : String(error) };
  }
  try {
    const root = toField('', schema, false);
    if (root.kind !== 'object') throw new Beyond(`type: ${root.kind}`);
    return { kind: 'fields', fields: root.fields };
  } catch (error) {
    if (error instanceof Beyond) return { kind: 'beyond', keyword: error.message };
    throw error;
  }
}

class Beyond extends Error {}

type Json = Readonly<Record<string, unknown>>;

function objectSchema(fields: readonly SchemaField[]): Json {
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: 'object',
    // Not `fromEntries` of a plain object literal: a field may be called `__proto__`.
    properties: Object.fromEntries(fields.map((field) => [field.name, toSchema(field)])),
    required,
    additionalProperties: false,
  };
}

function toSchema({ kind, description, choices, fields, item }: SchemaField): Json {
  const told = description === '' ? {} : { description };
  if (kind === 'enum') return { enum: [...choices], ...told };
  if (kind === 'object') return { ...objectSchema(fields), ...told };
  if (kind === 'array') return { type: 'array', items: toSchema(item ?? newField('')), ...told };
  return { type: kind, ...told };
}

/** Nobody builds deeper by hand, and a schema of somebody else may be nested without end. */
const deepest = 20;

function toField(name: string, schema: unknown, isRequired: boolean, depth = 0): SchemaField {
  if (depth > deepest) throw new Beyond('…');
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) throw new Beyond(JSON.stringify(schema));
  const { description = '', ...rest } = schema as Json;
  if (typeof description !== 'string') throw new Beyond('description');
  const base = { ...newField(name), isRequired, description };
  if ('enum' in rest) return { ...base, kind: 'enum', choices: readChoices(rest) };
  const { type } = rest;
  if (type === 'object') return { ...base, kind: 'object', fields: readProperties(rest, depth) };
  if (type === 'array') {
    allow(rest, ['type', 'items']);
    return { ...base, kind: 'array', item: toField('', rest['items'], true, depth + 1) };
  }
  allow(rest, ['type']);
  const kind = fieldKinds.find((known) => known === type);
  if (kind === undefined) throw new Beyond(type === undefined ? 'type' : `type: ${JSON.stringify(type)}`);
  return { ...base, kind };
}

function readChoices(schema: Json): readonly string[] {
  allow(schema, ['enum', 'type']);
  const { enum: choices, type = 'string' } = schema;
  const isTexts = Array.isArray(choices) && choices.every((choice) => typeof choice === 'string');
  if (!isTexts || type !== 'string') throw new Beyond('enum');
  return choices as readonly string[];
}

function readProperties(schema: Json, depth: number): readonly SchemaField[] {
  allow(schema, ['type', 'properties', 'required', 'additionalProperties', '$schema', 'title']);
  const { properties = {}, required = [], additionalProperties = true } = schema;
  if (additionalProperties !== false) throw new Beyond('additionalProperties');
  if (typeof properties !== 'object' || properties === null) throw new Beyond('properties');
  const names = new Set(Array.isArray(required) ? required.map(String) : []);
  const fields = Object.entries(properties).map(([name, part]) => toField(name, part, names.has(name), depth + 1));
  const unknown = [...names].find((name) => !Object.hasOwn(properties, name));
  if (unknown !== undefined) throw new Beyond(`required: ${unknown}`);
  return fields;
}

function allow(schema: Json, keywords: readonly string[]): void {
  const other = Object.keys(schema).find((key) => !keywords.includes(key));
  if (other !== undefined) throw new Beyond(other);
}
