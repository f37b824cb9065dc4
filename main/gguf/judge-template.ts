import { ggufLimits } from './gguf-limits.ts';
import { malformed, overLimit } from './header-cursor.ts';

type Tag = { readonly isStatement: boolean; readonly text: string };
type Block = { readonly keyword: string; readonly rounds: number; readonly macro: string | null };

const blockOpeners: ReadonlySet<string> = new Set(['for', 'if', 'macro', 'call', 'filter']);
/** Longest run of `not`, `-` and `+` before one operand; each is one level of recursion in a template engine. */
const longestUnaryRun = 32;

/**
 * Refuses chat templates that would crash or hang an engine and are cheap to tell: nested too deep, a macro that calls
 * itself on every path, a loop over a huge literal range. What remains is for the probe and its time limit.
 * @param template no longer than `ggufLimits.templateLength`.
 * @throws AppError `gguf-limit`, `gguf-malformed`.
 */
export function judgeTemplate(template: string, key: string): void {
  const tags = splitTags(template);
  if (tags.length > ggufLimits.templateTags) throw overLimit(`${key} tags`, tags.length, ggufLimits.templateTags);
  for (const tag of tags) checkExpression(tag.text, key);
  checkBlocks(tags, key);
}

/** The tags' insides without comments and whitespace marks. String contents become spaces, so that only code is left. */
function splitTags(template: string): Tag[] {
  const tags: Tag[] = [];
  const opener = /\{[{%#]/g;
  for (let found = opener.exec(template); found !== null; found = opener.exec(template)) {
    const start = found.index + 2;
    const mark = found[0];
    if (mark === '{#') {
      const end = template.indexOf('#}', start);
      opener.lastIndex = end < 0 ? template.length : end + 2;
      continue;
    }
    const { text, end } = readCode(template, start, mark === '{%' ? '%}' : '}}');
    tags.push({ isStatement: mark === '{%', text: text.replace(/^[-+]|[-+]$/g, '').trim() });
    opener.lastIndex = end;
  }
  return tags;
}

function readCode(template: string, start: number, closer: string): { readonly text: string; readonly end: number } {
  const pieces: string[] = [];
  let depth = 0;
  let at = start;
  while (at < template.length) {
    const character = template[at] ?? '';
    // `}}` may also end two dictionaries inside an expression.
    if (template.startsWith(closer, at) && (closer === '%}' || depth <= 0)) break;
    if (character === '"' || character === "'") {
      pieces.push("''");
      at = endOfString(template, at);
      continue;
    }
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    pieces.push(character);
    at += 1;
  }
  return { text: pieces.join(''), end: Math.min(at + closer.length, template.length) };
}

function endOfString(template: string, start: number): number {
  const quote = template[start];
  for (let at = start + 1; at < template.length; at += 1) {
    if (template[at] === '\\') at += 1;
    else if (template[at] === quote) return at + 1;
  }
  return template.length;
}

function checkExpression(code: string, key: string): void {
  let depth = 0;
  let run = 0;
  for (const token of code.matchAll(/[([{]|[)\]}]|\bnot\b|[-+]|[^\s([{)\]}\-+]+/g)) {
    const [text] = token;
    if (text === 'not' || text === '-' || text === '+') run += 1;
    else run = 0;
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
    if (depth > ggufLimits.templateDepth) throw overLimit(`${key} nesting`, depth, ggufLimits.templateDepth);
    if (run > longestUnaryRun) throw overLimit(`${key} nesting`, run, longestUnaryRun);
  }
}

function checkBlocks(tags: readonly Tag[], key: string): void {
  const open: Block[] = [];
  const calls = new Map<string, Set<string>>();
  for (const tag of tags) {
    const [keyword = ''] = /^\w+/.exec(tag.text) ?? [];
    if (tag.isStatement && keyword.startsWith('end')) {
      open.pop();
      continue;
    }
    if (tag.isStatement && opensBlock(keyword, tag.text)) open.push(openBlock(keyword, tag.text));
    if (open.length > ggufLimits.templateDepth)
      throw overLimit(`${key} nesting`, open.length, ggufLimits.templateDepth);
    const rounds = open.reduce((product, block) => product * block.rounds, 1);
    if (rounds > ggufLimits.templateRounds) throw overLimit(`${key} rounds`, rounds, ggufLimits.templateRounds);
    if (keyword !== 'macro') noteCalls(tag.text, open, calls);
  }
  const looping = findCircle(calls);
  if (looping !== undefined) throw malformed(key, `the macro ${looping.slice(0, 64)} always calls itself`);
}

/** `set` opens a block only without an assignment. */
function opensBlock(keyword: string, code: string): boolean {
  return blockOpeners.has(keyword) || (keyword === 'set' && !code.includes('='));
}

function openBlock(keyword: string, code: string): Block {
  const macro = keyword === 'macro' ? (/^macro\s+(\w+)/.exec(code)?.[1] ?? null) : null;
  return { keyword, macro, rounds: keyword === 'for' ? literalRounds(code) : 1 };
}

/** Rounds of `for x in range(…)` when its bounds are literals; 1 when they are not. */
function literalRounds(code: string): number {
  const bounds = /\brange\s*\(\s*([\d_,\s-]+)\)/.exec(code)?.[1];
  if (bounds === undefined) return 1;
  const [first = 0, second, step = 1] = bounds.split(',').map((bound) => Number(bound.replaceAll('_', '')));
  const span = second === undefined ? first : second - first;
  const rounds = Math.ceil(Math.abs(span / step));
  return Number.isFinite(rounds) ? Math.max(1, rounds) : Number.MAX_SAFE_INTEGER;
}

/** Remembers calls that happen on every path through a macro: real templates recurse too, below an `if` or a `for`. */
function noteCalls(code: string, open: readonly Block[], calls: Map<string, Set<string>>): void {
  const innermost = open.findLast(
    (block) => block.keyword === 'macro' || block.keyword === 'if' || block.keyword === 'for',
  );
  if (innermost?.macro === undefined || innermost.macro === null || /\b(?:if|and|or)\b/.test(code)) return;
  const called = calls.get(innermost.macro) ?? new Set<string>();
  for (const [, name = ''] of code.matchAll(/(?<![.\w])(\w+)\s*\(/g)) called.add(name);
  calls.set(innermost.macro, called);
}

/** A name on a circle of calls. Each call is followed once: a template has room for tens of thousands. */
function findCircle(calls: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const onPath = new Set<string>();
  const finished = new Set<string>();
  const follow = (name: string): string | undefined => {
    if (onPath.has(name)) return name;
    if (finished.has(name)) return undefined;
    onPath.add(name);
    for (const called of calls.get(name) ?? []) {
      const found = follow(called);
      if (found !== undefined) return found;
    }
    onPath.delete(name);
    finished.add(name);
    return undefined;
  };
  for (const name of calls.keys()) {
    const found = follow(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
