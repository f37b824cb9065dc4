import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** Longer formulas are shown as their source: laying them out would take longer than reading them. */
export const longestFormula = 4_000;

/** Teaches the parser `$…$`, `\(…\)`, `$$…$$` and `\[…\]`: what is between them is TeX, and no mark inside counts. */
export function addMathRules(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'math', inlineMath);
  markdown.block.ruler.before('fence', 'math', blockMath, { alt: ['paragraph', 'blockquote', 'list'] });
}

type Found = { readonly tex: string; readonly isDisplay: boolean; readonly end: number };

function inlineMath(state: StateInline, isSilent: boolean): boolean {
  const found = formulaAt(state.src, state.pos, state.posMax);
  if (found === null) return keepOpening(state, isSilent);
  if (!isSilent) {
    const token = state.push('math_inline', '', 0);
    token.content = found.tex;
    token.markup = state.src.slice(state.pos, found.end);
    token.meta = { isDisplay: found.isDisplay };
  }
  state.pos = found.end;
  return true;
}

/** Of a formula that is not closed yet the mark stays to be seen; an escape would swallow half of it. */
function keepOpening(state: StateInline, isSilent: boolean): boolean {
  const mark = state.src.slice(state.pos, state.pos + 2);
  if (mark !== '\\(' && mark !== '\\[') return false;
  if (closingOf(state.src, state.pos, state.posMax, mark) !== -1) return false;
  if (!isSilent) state.pending += mark;
  state.pos += 2;
  return true;
}

const closings: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]', $$: '$$' };

function closingOf(text: string, pos: number, max: number, mark: string): number {
  const end = text.slice(pos + 2, Math.min(max, pos + 2 + longestFormula)).indexOf(closings[mark] ?? mark);
  return end === -1 ? -1 : pos + 2 + end;
}

function formulaAt(text: string, pos: number, max: number): Found | null {
  const mark = text.slice(pos, pos + 2);
  if (Object.hasOwn(closings, mark)) {
    const end = closingOf(text, pos, max, mark);
    const tex = text.slice(pos + 2, end);
    if (end === -1 || tex.trim() === '' || (mark !== '$$' && !looksLikeTex(tex))) return null;
    return { tex: tex.trim(), isDisplay: mark !== '\\(', end: end + 2 };
  }
  return mark.startsWith('$') ? dollarFormula(text, pos, max) : null;
}

/**
 * `$x$`, with Pandoc's rules that keep prices apart: nothing blank just inside the marks, and no letter or digit just
 * outside them.
 */
function dollarFormula(text: string, pos: number, max: number): Found | null {
  const isInWord = /[\p{L}\d$\\]/u.test(text.slice(Math.max(0, pos - 1), pos));
  if (isInWord || /^[\s$]?$/.test(text.slice(pos + 1, pos + 2))) return null;
  const limit = Math.min(max, pos + 1 + longestFormula);
  for (let end = text.indexOf('$', pos + 1); end !== -1 && end < limit; end = text.indexOf('$', end + 1)) {
    if (text[end - 1] === '\\') continue;
    const isClosing = !/\s/.test(text[end - 1] ?? ' ') && !/[\p{L}\d$]/u.test(text.slice(end + 1, end + 2));
    const tex = text.slice(pos + 1, end);
    return isClosing && !isPrice(tex) ? { tex, isDisplay: false, end: end + 1 } : null;
  }
  return null;
}

/** `$5 for the first, 10$ after that`: a figure and words. */
function isPrice(tex: string): boolean {
  return /^\d[\d.,]*\s+[\p{L}(]{2,}/u.test(tex) && !tex.includes('\\');
}

/** An escaped bracket is also how people write an ordinary one: `\[1\]`, `\(see below\)`. */
function looksLikeTex(tex: string): boolean {
  if (/[\\^_=+<>|/]/.test(tex)) return true;
  return !/\p{L}{2,}/u.test(tex) && /\p{L}/u.test(tex);
}

/**
 * A formula that begins a line, up to the line that closes it. One that is not closed before the next blank line is
 * shown as it was written; it is a block of its own all the same, so that nothing above depends on what comes.
 */
function blockMath(state: StateBlock, startLine: number, endLine: number, isSilent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineOf(state, startLine);
  const mark = first.slice(0, 2);
  if ((mark !== '$$' && mark !== '\\[') || first.startsWith('$$$')) return false;
  const closing = closings[mark] ?? mark;
  const rest = first.slice(2);
  // Closed in the middle of its line, it belongs to the sentence.
  if (rest.includes(closing) && !isClosedBy(rest, closing)) return false;
  if (isClosedBy(rest, closing) && mark !== '$$' && !looksLikeTex(rest.slice(0, -2))) return false;
  if (isSilent) return true;
  let line = startLine;
  let isClosed = isClosedBy(rest, closing);
  while (!isClosed && line + 1 < endLine && !endsBefore(state, line + 1)) {
    line += 1;
    isClosed = isClosedBy(lineOf(state, line), closing);
  }
  const source = state.getLines(startLine, line + 1, state.blkIndent, false).trim();
  const token = state.push('math_block', '', 0);
  token.content = isClosed ? source.slice(2, -2).trim() : source;
  token.markup = source;
  token.meta = { isClosed };
  token.map = [startLine, line + 1];
  state.line = line + 1;
  return true;
}

function isClosedBy(text: string, closing: string): boolean {
  return text.trimEnd().endsWith(closing);
}

function endsBefore(state: StateBlock, line: number): boolean {
  return state.isEmpty(line) || (state.sCount[line] ?? 0) < state.blkIndent;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
