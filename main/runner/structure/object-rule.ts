import { codesOf, plainCodes, setOf, without } from './code-ranges.ts';
import { anyOf, jsonLiteral, repeated, type GbnfWriter } from './gbnf-writer.ts';
import { countOf, isObject, type Json, type SchemaObject } from './json-schema.ts';
import { schemaProblem } from './schema-problem.ts';

type Property = { readonly name: string; readonly rule: string; readonly isRequired: boolean };
/** Gives the rule of a part. */
export type PartRule = (schema: Json, path: string) => string;

/**
 * An object with its properties in the order they are listed, each at most once; further ones only where they are spoken of:
 * a reply that leaves them out is valid as well.
 */
export function objectRule(writer: GbnfWriter, schema: SchemaObject, path: string, partRule: PartRule): string {
  const further = schema['additionalProperties'];
  const properties = propertiesOf(schema, path, partRule);
  judgeCounts(schema, properties, further, path);
  if (properties.length === 0 && further === undefined) return writer.shared('object');
  const extra =
    further === undefined || further === false ? null : extraPair(writer, properties, further, path, partRule);
  const ws = writer.shared('ws');
  const pairs = properties.map(({ name, rule, isRequired }) => ({
    text: writer.rule(`${jsonLiteral(name)} ${ws} ":" ${ws} ${rule}`),
    isRequired,
  }));
  const members = extra === null ? membersOf(writer, pairs, '') : membersOf(writer, pairs, extra);
  return writer.rule(members === '' ? `"{" ${ws} "}"` : `"{" ${ws} ${members} ${ws} "}"`);
}

type Pair = { readonly text: string; readonly isRequired: boolean };

/** @param extra a further pair's rule, or nothing. */
function membersOf(writer: GbnfWriter, pairs: readonly Pair[], extra: string): string {
  const comma = writer.rule(`${writer.shared('ws')} "," ${writer.shared('ws')}`);
  const more = extra === '' ? '' : repeated(writer, writer.rule(`${comma} ${extra}`), 0, null);
  // What follows when something stands before it, from the last pair to the first.
  const tails: string[] = [more];
  for (const { text, isRequired } of pairs.toReversed()) {
    const own = isRequired ? `${comma} ${text}` : `(${comma} ${text})?`;
    tails.unshift(writer.rule(`${own} ${tails[0] ?? ''}`.trim() || '""'));
  }
  const begins: string[] = [];
  for (const [index, { text, isRequired }] of pairs.entries()) {
    begins.push(`${text} ${tails[index + 1] ?? ''}`.trim());
    if (isRequired) return anyOf(begins);
  }
  if (extra !== '') begins.push(`${extra} ${more}`);
  return begins.length === 0 ? '' : `(${begins.join(' | ')})?`;
}

function propertiesOf(schema: SchemaObject, path: string, partRule: PartRule): Property[] {
  const { properties = {}, required = [] } = schema;
  if (!isObject(properties)) throw schemaProblem('“properties” is an object', path);
  if (!Array.isArray(required) || required.some((name: Json) => typeof name !== 'string')) {
    throw schemaProblem('“required” is a list of names', path);
  }
  const wanted = new Set((required as readonly string[]).filter((name) => !Object.hasOwn(properties, name)));
  const further = schema['additionalProperties'] ?? true;
  if (wanted.size > 0 && further === false) {
    throw schemaProblem(`“${[...wanted][0]}” is required and not allowed`, path);
  }
  const all = [...Object.entries(properties), ...[...wanted].map((name): [string, Json] => [name, further])];
  // A property that nothing is valid for is left out, which is valid.
  const possible = all.filter(([name, part]) => part !== false || required.includes(name));
  return possible.map(([name, part]) => ({
    name,
    rule: partRule(part, `${path}.${name}`),
    isRequired: required.includes(name),
  }));
}

function judgeCounts(
  schema: SchemaObject,
  properties: readonly Property[],
  further: Json | undefined,
  path: string,
): void {
  const least = countOf(schema, 'minProperties', path) ?? 0;
  const most = countOf(schema, 'maxProperties', path) ?? Number.POSITIVE_INFINITY;
  const required = properties.filter(({ isRequired }) => isRequired).length;
  if (least > required) throw schemaProblem('“minProperties” beyond the required ones is not supported', path);
  const isOpen = (further !== undefined && further !== false) || (properties.length === 0 && further === undefined);
  if (most < (isOpen ? Number.POSITIVE_INFINITY : properties.length)) {
    throw schemaProblem('“maxProperties” is not supported beside properties that may be left out', path);
  }
}

/** A pair whose name is none of the listed ones. Its characters stand for themselves, so that names are what they look like. */
function extraPair(
  writer: GbnfWriter,
  properties: readonly Property[],
  schema: Json,
  path: string,
  partRule: PartRule,
): string {
  const ws = writer.shared('ws');
  const value = partRule(schema, `${path}.*`);
  // Names that JSON writes with escapes cannot come of plain characters.
  const listed = properties.map((property) => property.name).filter((text) => JSON.stringify(text) === `"${text}"`);
  const name = properties.length === 0 ? writer.shared('string') : `"\\"" ${otherName(writer, listed)} "\\""`;
  return writer.rule(`${name} ${ws} ":" ${ws} ${value}`);
}

/** Any text but these. */
function otherName(writer: GbnfWriter, names: readonly string[]): string {
  const firsts = new Map<string, string[]>();
  for (const name of names) {
    const [first] = name;
    if (first !== undefined) firsts.set(first, [...(firsts.get(first) ?? []), name.slice(first.length)]);
  }
  const others = without(plainCodes, codesOf([...firsts.keys()].join('')));
  const alternatives = [`${setOf(others)} ${setOf(plainCodes)}*`];
  for (const [first, ends] of firsts) alternatives.push(`${setOf(codesOf(first))} ${otherName(writer, ends)}`);
  if (!names.includes('')) alternatives.push('""');
  return writer.rule(alternatives.join(' | '));
}
