import { plainCodes, setOf } from './code-ranges.ts';

/** Collects the rules of a grammar; texts it gives out are expressions of it. */
export type GbnfWriter = {
  /** Adds a rule and gives its name. The same body gets the same rule. */
  rule(body: string): string;
  /** A name whose body is only known later: rules may refer to themselves. */
  reserve(): { readonly name: string; define(body: string): void };
  /** One of the rules that every grammar of JSON is made of. */
  shared(name: keyof typeof sharedRules): string;
  write(root: string): string;
};

/** JSON (RFC 8259). Escapes of half characters are left out, so that lengths are what they look like. */
const sharedRules = {
  ws: { body: '| " " | "\\n" [ \\t]{0,20}', needs: [] },
  hex: { body: '[0-9a-fA-F]', needs: [] },
  char: {
    body: `${setOf(plainCodes)} | "\\\\" (["\\\\/bfnrt] | "u" ([0-9a-cA-CefEF] hex{3} | [dD] [0-7] hex{2}))`,
    needs: ['hex'],
  },
  string: { body: String.raw`"\"" char* "\""`, needs: ['char'] },
  integer: { body: '"-"? ("0" | [1-9] [0-9]{0,15})', needs: [] },
  fraction: { body: '"." [0-9]{1,16}', needs: [] },
  number: { body: 'integer fraction? ([eE] [-+]? [0-9]{1,2})?', needs: ['integer', 'fraction'] },
  boolean: { body: '"true" | "false"', needs: [] },
  pair: { body: 'string ws ":" ws value', needs: ['string', 'ws', 'value'] },
  object: { body: '"{" ws (pair ws ("," ws pair ws)*)? "}"', needs: ['pair', 'ws'] },
  array: { body: '"[" ws (value ws ("," ws value ws)*)? "]"', needs: ['value', 'ws'] },
  value: {
    body: 'object | array | string | number | boolean | "null"',
    needs: ['object', 'array', 'string', 'number', 'boolean'],
  },
} as const;
type SharedName = keyof typeof sharedRules;

export function createGbnfWriter(): GbnfWriter {
  const rules = new Map<string, string>();
  const names = new Map<string, string>();
  let count = 0;
  const shared = (name: SharedName): string => {
    if (rules.has(name)) return name;
    const { body, needs } = sharedRules[name];
    rules.set(name, body);
    for (const need of needs) shared(need);
    return name;
  };
  const reserve = (): { readonly name: string; define(body: string): void } => {
    count += 1;
    const name = `r${count}`;
    return { name, define: (body) => void rules.set(name, body) };
  };
  return {
    shared,
    reserve,
    rule(body) {
      const known = names.get(body);
      if (known !== undefined) return known;
      const { name, define } = reserve();
      define(body);
      names.set(body, name);
      return name;
    },
    write: (root) => [`root ::= ${root}`, ...[...rules].map(([name, body]) => `${name} ::= ${body}`), ''].join('\n'),
  };
}

/** A text as it stands. */
export function literal(text: string): string {
  return `"${Array.from(text, escapeCharacter).join('')}"`;
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '"' || character === '\\') return `\\${character}`;
  return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}

/** A value as JSON, on one line. */
export function jsonLiteral(value: unknown): string {
  return literal(JSON.stringify(value));
}

export function anyOf(alternatives: readonly string[]): string {
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(${alternatives.join(' | ')})`;
}

/** Longer repetitions are made of rules of their own: the engine takes 2,000 and more for “without end”. */
const block = 500;

/**
 * @param item a rule's name: what it stands for is repeated, not its text.
 * @param most null: without end.
 */
export function repeated(writer: GbnfWriter, item: string, least: number, most: number | null): string {
  const parts = blocksOf(item, least);
  if (most === null) return [...parts, `${item}*`].join(' ');
  return [...parts, ...upTo(writer, item, most - least)].join(' ');
}

function blocksOf(item: string, count: number): string[] {
  const whole = Array.from({ length: Math.floor(count / block) }, () => `${item}{${block}}`);
  return count % block === 0 ? whole : [...whole, `${item}{${count % block}}`];
}

function upTo(writer: GbnfWriter, item: string, most: number): string[] {
  if (most <= 0) return [];
  let rest = `${item}{0,${most % block}}`;
  for (let left = Math.floor(most / block); left > 0; left -= 1) {
    rest = writer.rule(`${item}{${block}} ${rest} | ${item}{0,${block - 1}}`);
  }
  return [rest];
}
