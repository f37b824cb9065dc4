/** What a grammar is made of, as far as its bounds are concerned. */
export type GbnfItem = {
  readonly what:
    | { readonly kind: 'characters'; readonly count: number }
    | { readonly kind: 'rule'; readonly name: string }
    | { readonly kind: 'group'; readonly alternatives: readonly GbnfSequence[] };
  readonly least: number;
  /** Null: without end. */
  readonly most: number | null;
};
export type GbnfSequence = readonly GbnfItem[];
export type GbnfRules = ReadonlyMap<string, readonly GbnfSequence[]>;

/** A grammar that cannot be read, and where. */
export class GbnfError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Groups within groups; the engine's own reader goes deeper for each, until its stack ends. */
const deepestGroup = 50;

/**
 * Reads llama.cpp's grammar notation (its `grammars/README.md`), so that what is wrong can be said with its line, and the
 * engine is only given what it can bear.
 * @throws GbnfError.
 */
export function readGbnf(text: string): GbnfRules {
  const reader = new Reader(text);
  const rules = new Map<string, readonly GbnfSequence[]>();
  reader.skipSpace(true);
  while (!reader.isAtEnd) {
    const [name, alternatives] = reader.readRule();
    if (rules.has(name)) reader.fail(`the rule “${name}” is there twice`);
    rules.set(name, alternatives);
  }
  return rules;
}

const escapePattern = String.raw`\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[trn"\\[\]])`;
const textPattern = new RegExp(String.raw`"[^"\\]*(?:${escapePattern}[^"\\]*)*"`, 'y');
const setPattern = new RegExp(String.raw`\[\^?[^\]\\]*(?:${escapePattern}[^\]\\]*)*\]`, 'y');

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  fail(message: string): never {
    throw new GbnfError(message, this.#text.slice(0, this.#at).split('\n').length);
  }

  skipSpace(takesLines: boolean): void {
    const space = takesLines ? /(?:[ \t\r\n]|#[^\r\n]*)*/y : /(?:[ \t]|#[^\r\n]*)*/y;
    this.#take(space);
  }

  readRule(): readonly [string, readonly GbnfSequence[]] {
    const name = this.#readName('the name of a rule');
    this.skipSpace(false);
    if (this.#take(/::=/y) === null) this.fail('“::=” is expected');
    this.skipSpace(true);
    const alternatives = this.#readAlternatives(false);
    if (!this.isAtEnd && this.#take(/\r?\n|\r/y) === null) this.fail('a new line is expected');
    this.skipSpace(true);
    return [name, alternatives];
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    if (found !== null) this.#at += found.length;
    return found;
  }

  #readName(what: string): string {
    return this.#take(/[A-Za-z0-9-]+/y) ?? this.fail(`${what} is expected: letters, digits and “-”`);
  }

  #readAlternatives(isNested: boolean): GbnfSequence[] {
    const alternatives = [this.#readSequence(isNested)];
    while (this.#take(/\|/y) !== null) {
      this.skipSpace(true);
      alternatives.push(this.#readSequence(isNested));
    }
    return alternatives;
  }

  #readSequence(isNested: boolean): GbnfSequence {
    const items: GbnfItem[] = [];
    for (let what = this.#readItem(isNested); what !== null; what = this.#readItem(isNested)) {
      items.push(this.#readRepeats(what, isNested));
    }
    return items;
  }

  #readItem(isNested: boolean): GbnfItem['what'] | null {
    const next = this.#text[this.#at];
    if (next === '"' || next === '[') return this.#readCharacters(next, isNested);
    if (next === '(') return this.#readGroup(isNested);
    if (next === '.') {
      this.#at += 1;
      this.skipSpace(isNested);
      return { kind: 'characters', count: 1 };
    }
    if (next === '<' || next === '!') this.fail('tokens in a grammar are not supported');
    const name = this.#take(/[A-Za-z0-9-]+/y);
    if (name === null) return null;
    this.skipSpace(isNested);
    return { kind: 'rule', name };
  }

  #readCharacters(opening: '"' | '[', isNested: boolean): GbnfItem['what'] {
    const found = this.#take(opening === '"' ? textPattern : setPattern);
    if (found === null)
      this.fail(
        opening === '"'
          ? 'a text does not end, or has an unknown escape'
          : 'a set does not end, or has an unknown escape',
      );
    if (opening === '[' && /^\[\^?\]$/.test(found)) this.fail('a set of no characters');
    this.skipSpace(isNested);
    return { kind: 'characters', count: found.length - 2 };
  }

  #readGroup(isNested: boolean): GbnfItem['what'] {
    this.#depth += 1;
    if (this.#depth > deepestGroup) this.fail(`groups within groups, more than ${deepestGroup}`);
    this.#at += 1;
    this.skipSpace(true);
    const alternatives = this.#readAlternatives(true);
    if (this.#take(/\)/y) === null) this.fail('“)” is expected');
    this.skipSpace(isNested);
    this.#depth -= 1;
    return { kind: 'group', alternatives };
  }

  #readRepeats(first: GbnfItem['what'], isNested: boolean): GbnfItem {
    let item: GbnfItem = { what: first, least: 1, most: 1 };
    for (let sign = this.#take(/[*+?{]/y); sign !== null; sign = this.#take(/[*+?{]/y)) {
      const [least, most] = sign === '{' ? this.#readCounts() : signs[sign as keyof typeof signs];
      this.skipSpace(isNested);
      const isRepeated = item.least !== 1 || item.most !== 1;
      item = { what: isRepeated ? { kind: 'group', alternatives: [[item]] } : item.what, least, most };
    }
    return item;
  }

  #readCounts(): readonly [number, number | null] {
    const counts = this.#take(/\s*\d{1,9}\s*(?:,\s*(?:\d{1,9}\s*)?)?\}/y);
    if (counts === null) this.fail('a number of repetitions is expected, such as “{1,3}”');
    const [least = 0, most] = [...counts.matchAll(/\d+/g)].map(([digits]) => Number(digits));
    if (most !== undefined && most < least) this.fail(`more than ${least} and fewer than ${most} repetitions`);
    return [least, most ?? (counts.includes(',') ? null : least)];
  }
}

const signs = { '*': [0, null], '+': [1, null], '?': [0, 1] } as const;
