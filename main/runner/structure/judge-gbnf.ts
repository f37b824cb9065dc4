import { AppError } from '../../contract/errors.ts';
import { GbnfError, readGbnf, type GbnfItem, type GbnfRules, type GbnfSequence } from './read-gbnf.ts';

/** The engine throws from here on, or takes “without end” for it. */
const mostRepetitions = 1999;
const mostRules = 5000;
/** What repetitions are multiplied out to in the engine, 8 bytes each. */
const mostElements = 2_000_000;
/**
 * Ways a rule may begin. The engine walks all of them and compares each with the ones before: 5,000 take 0.7 s and 130,000 took
 * 18 (Linux x64, one busy core).
 */
const mostWays = 5000;
/** Rules behind rules before the first character; the engine's own look at them is recursive. */
const longestChain = 1000;

/**
 * Refuses what the engine cannot read, and what would keep it busy for ever or exhaust its memory or its stack.
 * @throws AppError `grammar-invalid`.
 */
export function judgeGbnf(text: string): void {
  try {
    const rules = readGbnf(text);
    if (!rules.has('root')) throw new GbnfError('there is no rule “root”', 1);
    if (rules.size > mostRules) throw new GbnfError(`more than ${mostRules} rules`, 1);
    judgeSizes(rules);
    judgeBeginnings(rules);
  } catch (error) {
    if (!(error instanceof GbnfError)) throw error;
    throw new AppError('grammar-invalid', { detail: `line ${error.line}: ${error.message}` });
  }
}

function judgeSizes(rules: GbnfRules): void {
  let elements = 0;
  const sizeOf = (item: GbnfItem): number => {
    const { what, least, most } = item;
    const times = Math.max(1, least, most ?? 0);
    if (times > mostRepetitions) throw new GbnfError(`more than ${mostRepetitions} repetitions`, 1);
    if (what.kind === 'rule' && !rules.has(what.name)) throw new GbnfError(`there is no rule “${what.name}”`, 1);
    if (what.kind === 'group') elements += sum(what.alternatives.flat().map(sizeOf));
    return (what.kind === 'characters' ? what.count : 1) * times;
  };
  for (const alternatives of rules.values()) {
    elements += sum(alternatives.flat().map(sizeOf));
    if (elements > mostElements) throw new GbnfError('its repetitions are too many, multiplied out', 1);
  }
}

/** What may come first in a rule: no rule may come first in itself, and there may not be too many ways to go. */
function judgeBeginnings(rules: GbnfRules): void {
  const isEmptiable = emptiableRules(rules);
  const firsts = new Map<string, Beginning>(
    [...rules].map(([name, alternatives]) => [
      name,
      { rules: firstRules(alternatives, isEmptiable), own: ownWays(alternatives) },
    ]),
  );
  const ways = new Map<string, number>();
  for (const root of rules.keys()) walk(root, firsts, ways);
}

type Beginning = { readonly rules: readonly string[]; readonly own: number };

/** Depth first without recursion: counts the ways into each rule's beginnings. */
function walk(root: string, firsts: ReadonlyMap<string, Beginning>, ways: Map<string, number>): void {
  const chain: { readonly name: string; next: number }[] = [{ name: root, next: 0 }];
  const isOpen = new Set([root]);
  for (let top = chain.at(-1); top !== undefined; top = chain.at(-1)) {
    const begin = firsts.get(top.name);
    const name = begin?.rules[top.next];
    top.next += 1;
    if (name === undefined) {
      const count = (begin?.own ?? 0) + sum((begin?.rules ?? []).map((first) => ways.get(first) ?? 0));
      if (count > mostWays) throw new GbnfError(`too many ways to begin “${top.name}”`, 1);
      ways.set(top.name, count);
      isOpen.delete(top.name);
      chain.pop();
    } else if (isOpen.has(name)) throw new GbnfError(`the rule “${name}” begins with itself`, 1);
    else if (!ways.has(name)) {
      if (chain.length >= longestChain)
        throw new GbnfError(`more than ${longestChain} rules begin with one another`, 1);
      isOpen.add(name);
      chain.push({ name, next: 0 });
    }
  }
}

/** Rules that may be nothing at all. */
function emptiableRules(rules: GbnfRules): ReadonlySet<string> {
  const emptiable = new Set<string>();
  const canBeEmpty = (sequence: GbnfSequence): boolean => sequence.every((item) => isItemEmptiable(item, emptiable));
  // Each round but the last finds at least one more. To and fro, so that a chain takes two rounds either way.
  let order = [...rules];
  for (let grown = true; grown; order = order.toReversed()) {
    grown = false;
    for (const [name, alternatives] of order) {
      if (emptiable.has(name) || !alternatives.some(canBeEmpty)) continue;
      emptiable.add(name);
      grown = true;
    }
  }
  return emptiable;
}

function isItemEmptiable({ what, least }: GbnfItem, rules: ReadonlySet<string>): boolean {
  if (least === 0) return true;
  if (what.kind === 'characters') return what.count === 0;
  if (what.kind === 'rule') return rules.has(what.name);
  return what.alternatives.some((sequence) => sequence.every((item) => isItemEmptiable(item, rules)));
}

function firstRules(alternatives: readonly GbnfSequence[], emptiable: ReadonlySet<string>): string[] {
  return alternatives.flatMap((sequence) => {
    const end = sequence.findIndex((item) => !isItemEmptiable(item, emptiable));
    const items = end < 0 ? sequence : sequence.slice(0, end + 1);
    return items.flatMap(({ what, least, most }) => {
      if (what.kind === 'characters') return [];
      const names = what.kind === 'rule' ? [what.name] : firstRules(what.alternatives, emptiable);
      // Each possible repetition is a way of its own where it may be nothing.
      return least === 0 && (most ?? 1) > 1 ? names.concat(names) : names;
    });
  });
}

/** Alternatives, those of groups that may come first with them. */
function ownWays(alternatives: readonly GbnfSequence[]): number {
  return sum(alternatives.map(([first]) => 1 + (first?.what.kind === 'group' ? ownWays(first.what.alternatives) : 0)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
