import { codesOf, plainCodes, setOf, within, without, type CodeRanges } from './code-ranges.ts';
import { literal } from './gbnf-writer.ts';
import type { Json } from './json-schema.ts';
import { schemaProblem } from './schema-problem.ts';

const deepest = 30;
const mostRepetitions = 1000;
/** What `.` and the classes stand for, as far as it stands for itself in JSON. */
const dot = setOf(without(plainCodes, [[0x2028, 0x2029]]));
const classes: Readonly<Record<string, CodeRanges>> = {
  d: [[0x30, 0x39]],
  w: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  s: [[0x20, 0x20]],
};

/**
 * A regular expression (ECMA-262) from `^` to `$` as a grammar of the text between the quotes of a JSON string. Where it would
 * allow characters that JSON has to escape, only those that stand for themselves are written.
 * @throws AppError `schema-invalid` for what is not supported.
 */
export function patternRule(pattern: Json, path: string): string {
  if (typeof pattern !== 'string') throw schemaProblem('“pattern” is a text', path);
  if (!pattern.startsWith('^') || !/(?<!\\)(?:\\\\)*\$$/.test(pattern)) {
    throw schemaProblem('“pattern” is only supported from “^” to “$”', path);
  }
  const reader = new PatternReader(pattern.slice(1, -1), path);
  const rule = reader.readAlternatives(0);
  if (!reader.isAtEnd) reader.fail('a “)” too many');
  return rule;
}

class PatternReader {
  readonly #text: string;
  readonly #path: string;
  #at = 0;

  constructor(text: string, path: string) {
    this.#text = text;
    this.#path = path;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  fail(what: string): never {
    throw schemaProblem(`“pattern”: ${what} is not supported`, this.#path);
  }

  readAlternatives(depth: number): string {
    if (depth > deepest) this.fail(`more than ${deepest} groups within each other`);
    const alternatives = [this.#readSequence(depth)];
    while (this.#take(/\|/y)) alternatives.push(this.#readSequence(depth));
    return alternatives.length === 1 ? (alternatives[0] ?? '""') : `(${alternatives.join(' | ')})`;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #readSequence(depth: number): string {
    const items: string[] = [];
    while (!this.isAtEnd && !/[|)]/.test(this.#text[this.#at] ?? '')) items.push(this.#readItem(depth));
    return items.length === 0 ? '""' : items.join(' ');
  }

  #readItem(depth: number): string {
    const item = this.#readAtom(depth);
    const count = this.#take(/[*+?]|\{\d{1,4}(?:,\d{0,4})?\}/y);
    if (count === null) return item;
    if (this.#take(/[?+]/y)) this.fail('a lazy repetition');
    const numbers = [...count.matchAll(/\d+/g)].map(([digits]) => Number(digits));
    if (numbers.some((number) => number > mostRepetitions)) this.fail(`more than ${mostRepetitions} repetitions`);
    if ((numbers[1] ?? Infinity) < (numbers[0] ?? 0)) this.fail('a repetition the wrong way round');
    return `${item}${count}`;
  }

  #readAtom(depth: number): string {
    if (this.#take(/\((?:\?:)?(?!\?)/y)) {
      const inner = this.readAlternatives(depth + 1);
      if (!this.#take(/\)/y)) this.fail('a group without an end');
      return `(${inner})`;
    }
    if (this.#take(/\[/y)) return this.#readSet();
    if (this.#take(/\./y)) return dot;
    const escape = this.#take(/\\[dws]/y);
    if (escape !== null) return setOf(classes[escape.slice(1)] ?? []);
    const character = this.#take(/\\[\^$.*+?()[\]{}|/"\\-]/y)?.slice(1) ?? this.#take(/[^\\^$*+?()[\]{}|]/uy);
    if (character === null) this.fail(`“${this.#text.slice(this.#at, this.#at + 3)}”`);
    // As JSON writes it: quotes and backslashes are escaped.
    return literal(JSON.stringify(character).slice(1, -1));
  }

  #readSet(): string {
    const isNegated = this.#take(/\^/y) !== null;
    const members: (readonly [number, number])[] = [];
    while (!this.#take(/\]/y)) {
      if (this.isAtEnd) this.fail('a set without an end');
      members.push(...this.#readMember(isNegated));
    }
    const codes = isNegated ? without(plainCodes, members) : within(members, plainCodes);
    if (codes.length === 0) this.fail('a set that only has characters which JSON escapes');
    return setOf(codes);
  }

  #readMember(isNegated: boolean): CodeRanges {
    const escape = this.#take(/\\[dws]/y);
    // All whitespace but the space has to be escaped or is rare: outside a set it must be known, inside it may be missing.
    if (escape === '\\s' && isNegated) return [...(classes['s'] ?? []), ...rareSpaces];
    if (escape !== null) return classes[escape.slice(1)] ?? [];
    const first = this.#readSetCharacter();
    const last = this.#take(/-(?!\])/y) ? this.#readSetCharacter() : first;
    if (last < first) this.fail('a range the wrong way round');
    return [[first, last]];
  }

  #readSetCharacter(): number {
    const escaped = this.#take(/\\[\^$.*+?()[\]{}|/"\\-]/y)?.slice(1) ?? this.#take(/[^\\[\]]/uy);
    return escaped?.codePointAt(0) ?? this.fail(`“${this.#text.slice(this.#at, this.#at + 3)}” in a set`);
  }
}

/** ECMA-262's WhiteSpace and LineTerminator beyond ASCII. */
const rareSpaces: CodeRanges = codesOf(
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
);
