import { areDisjoint } from './disjoint-schemas.ts';
import { anyOf, createGbnfWriter, jsonLiteral, repeated, type GbnfWriter } from './gbnf-writer.ts';
import { integerRange, numberRange } from './integer-range.ts';
import {
  countOf,
  isOfType,
  typesOf,
  type Json,
  type KeywordType,
  type SchemaObject,
  type TypeName,
} from './json-schema.ts';
import { objectRule } from './object-rule.ts';
import { patternRule } from './pattern-rule.ts';
import { schemaProblem } from './schema-problem.ts';
import { readSchema } from './schema-reader.ts';
import { textFormats } from './text-formats.ts';

/** Parts within parts. */
const deepest = 100;
const longestText = 50_000;
const longestList = 10_000;

/**
 * A grammar whose every text is valid JSON of this schema. Not every valid text is one of them: properties come in the order
 * of the schema, and what it does not speak of is left out.
 * @throws AppError `schema-invalid` that names what cannot be kept to.
 */
export function schemaToGbnf(schema: Json): string {
  const converter = new Converter(schema);
  return converter.write();
}

class Converter {
  readonly #root: Json;
  readonly #writer: GbnfWriter = createGbnfWriter();
  readonly #references = new Map<string, string>();
  #depth = 0;

  constructor(root: Json) {
    this.#root = root;
  }

  write(): string {
    // The root may be referred to as well.
    return this.#writer.write(this.#referenceRule('#', this.#root, 'schema'));
  }

  #partRule(schema: Json, path: string): string {
    this.#depth += 1;
    if (this.#depth > deepest) throw schemaProblem(`more than ${deepest} parts within each other`, path);
    const rule = this.#plainRule(schema, path);
    this.#depth -= 1;
    return rule;
  }

  #plainRule(schema: Json, path: string): string {
    const plain = readSchema(this.#root, schema, path);
    switch (plain.kind) {
      case 'any':
        return this.#writer.shared('value');
      case 'reference':
        return this.#referenceRule(plain.reference, plain.target, path);
      case 'choice':
        if (plain.isExclusive) this.#assertExclusive(plain.alternatives, path);
        return this.#writer.rule(
          anyOf(plain.alternatives.map((each, index) => this.#partRule(each, `${path}|${index + 1}`))),
        );
      case 'schema':
        return this.#writer.rule(this.#valueRule(plain.schema, path));
    }
  }

  #referenceRule(reference: string, target: Json, path: string): string {
    const known = this.#references.get(reference);
    if (known !== undefined) return known;
    const { name, define } = this.#writer.reserve();
    this.#references.set(reference, name);
    define(this.#partRule(target, reference === '#' ? path : reference));
    return name;
  }

  /** A grammar cannot say “one of these and no other”, so they must be unlike. */
  #assertExclusive(alternatives: readonly Json[], path: string): void {
    for (const [index, one] of alternatives.entries()) {
      for (const other of alternatives.slice(index + 1)) {
        if (areDisjoint(this.#root, one, other, path)) continue;
        throw schemaProblem('“oneOf” with alternatives that one value may have in common; “anyOf” takes them', path);
      }
    }
  }

  #valueRule(schema: SchemaObject, path: string): string {
    const types = typesOf(schema, path);
    if ('enum' in schema) return listRule(schema, types, path);
    if (types === null) return this.#writer.shared('value');
    const wanted = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
    return anyOf(wanted.map((type) => this.#typeRule(type, schema, path)));
  }

  #typeRule(type: TypeName, schema: SchemaObject, path: string): string {
    switch (type) {
      case 'null':
        return '"null"';
      case 'boolean':
        return this.#writer.shared('boolean');
      case 'integer':
      case 'number':
        return this.#numberRule(type, schema, path);
      case 'string':
        return this.#textRule(schema, path);
      case 'array':
        return this.#arrayRule(schema, path);
      case 'object':
        return objectRule(this.#writer, schema, path, (part, where) => this.#partRule(part, where));
    }
  }

  #numberRule(type: 'integer' | 'number', schema: SchemaObject, path: string): string {
    const bound = (keyword: string): number | null => boundOf(schema, keyword, type, path);
    const [least, most] = [bound('minimum'), bound('maximum')];
    const [above, below] = [bound('exclusiveMinimum'), bound('exclusiveMaximum')];
    if (type === 'number' && (above !== null || below !== null)) {
      throw schemaProblem('“exclusiveMinimum” and “exclusiveMaximum” are only supported for whole numbers', path);
    }
    const from = higher(least, above === null ? null : above + 1);
    const to = lower(most, below === null ? null : below - 1);
    if (from === null && to === null) return this.#writer.shared(type);
    if (from !== null && to !== null && from > to) throw schemaProblem('no number is between its bounds', path);
    return type === 'integer' ? integerRange(from, to) : numberRange(from, to);
  }

  #textRule(schema: SchemaObject, path: string): string {
    const { pattern, format } = schema;
    const least = countOf(schema, 'minLength', path) ?? 0;
    const most = countOf(schema, 'maxLength', path);
    const hasLength = least > 0 || most !== null;
    if ([pattern !== undefined, format !== undefined, hasLength].filter(Boolean).length > 1) {
      throw schemaProblem('“pattern”, “format” and lengths are only supported one at a time', path);
    }
    if (pattern !== undefined) return `"\\"" ${patternRule(pattern, path)} "\\""`;
    if (format !== undefined) return `"\\"" ${formatRule(format, path)} "\\""`;
    if (!hasLength) return this.#writer.shared('string');
    assertCounts(least, most, longestText, path);
    return `"\\"" ${repeated(this.#writer, this.#writer.shared('char'), least, most)} "\\""`;
  }

  #arrayRule(schema: SchemaObject, path: string): string {
    const { items, prefixItems = [], uniqueItems = false } = schema;
    if (uniqueItems !== false) throw schemaProblem('“uniqueItems” is not supported', path);
    if (Array.isArray(items)) throw schemaProblem('“items” as a list is not supported; “prefixItems” is', path);
    if (!Array.isArray(prefixItems)) throw schemaProblem('“prefixItems” is a list', path);
    const least = countOf(schema, 'minItems', path) ?? 0;
    const most = items === false ? prefixItems.length : countOf(schema, 'maxItems', path);
    assertCounts(least, most, longestList, path);
    const first = prefixItems
      .slice(0, most ?? undefined)
      .map((part: Json, index) => this.#partRule(part, `${path}[${index}]`));
    // Behind listed ones, further items that nothing is said of are left out, unless there must be some.
    const isOpen = first.length === 0 || items !== undefined || least > first.length;
    const limit = isOpen ? most : first.length;
    const item = limit === first.length ? null : this.#partRule(items ?? true, `${path}[]`);
    return this.#listRule(first, item, Math.max(0, least - first.length), limit === null ? null : limit - first.length);
  }

  #listRule(first: readonly string[], item: string | null, least: number, most: number | null): string {
    const ws = this.#writer.shared('ws');
    const comma = this.#writer.rule(`${ws} "," ${ws}`);
    if (first.length === 0 && item === null) return `"[" ${ws} "]"`;
    if (item === null) return `"[" ${ws} ${first.join(` ${comma} `)} ${ws} "]"`;
    const next = this.#writer.rule(`${comma} ${item}`);
    if (first.length > 0) {
      return `"[" ${ws} ${first.join(` ${comma} `)} ${repeated(this.#writer, next, least, most)} ${ws} "]"`;
    }
    const some = `${item} ${repeated(this.#writer, next, Math.max(0, least - 1), most === null ? null : most - 1)}`;
    return `"[" ${ws} ${least === 0 ? `(${some} ${ws})?` : `${some} ${ws}`} "]"`;
  }
}

function listRule(schema: SchemaObject, types: readonly TypeName[] | null, path: string): string {
  const { enum: list, type: _type, ...others } = schema;
  const [besides] = Object.keys(others);
  if (besides !== undefined) throw schemaProblem(`“enum” beside “${besides}” is not supported`, path);
  if (!Array.isArray(list) || list.length === 0) throw schemaProblem('“enum” is a list of values', path);
  const fitting = list.filter((value: Json) => types === null || types.some((type) => isOfType(value, type)));
  if (fitting.length === 0) throw schemaProblem('no value of “enum” has the type', path);
  return anyOf(fitting.map((value: Json) => jsonLiteral(value)));
}

function boundOf(schema: SchemaObject, keyword: string, type: KeywordType | 'integer', path: string): number | null {
  const value = schema[keyword];
  if (value === undefined) return null;
  if (typeof value !== 'number') throw schemaProblem(`“${keyword}” is a number`, path);
  if (!Number.isSafeInteger(value)) {
    // For whole numbers a fraction only moves the bound to the next one.
    if (type !== 'integer' || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      throw schemaProblem(`“${keyword}” is only supported as a whole number of up to 15 digits`, path);
    }
    const isLower = keyword === 'minimum' || keyword === 'exclusiveMaximum';
    return isLower ? Math.ceil(value) : Math.floor(value);
  }
  return value;
}

function formatRule(format: Json, path: string): string {
  const rule = typeof format === 'string' && Object.hasOwn(textFormats, format) ? textFormats[format] : undefined;
  if (rule === undefined) throw schemaProblem(`the format ${JSON.stringify(format)} is not supported`, path);
  return rule;
}

function assertCounts(least: number, most: number | null, limit: number, path: string): void {
  if (most !== null && most < least) throw schemaProblem('at least more than at most', path);
  if (Math.max(least, most ?? 0) > limit) throw schemaProblem(`more than ${limit} is not supported`, path);
}

function higher(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}

function lower(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}
