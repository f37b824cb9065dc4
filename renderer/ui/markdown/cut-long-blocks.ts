import type { Token } from 'markdown-it';

/** Longer paragraphs and lists are laid out in parts, because a growing one is parsed and laid out at every frame. */
export const longestPart = 8_000;

/** A sentence's end is looked for in so many characters before a part would be full. */
const searched = 2_000;

/**
 * Where to cut one long block of the top level, as offsets from its beginning. A cut depends only on what is before it
 * and on the first letter after it, so that a text which grows is cut where the whole one is.
 */
export function cutsOf(
  tokens: readonly Token[],
  source: string,
  lineOffset: (line: number) => number,
): readonly number[] {
  if (source.length <= longestPart) return [];
  switch (tokens[0]?.type) {
    case 'paragraph_open':
      return paragraphCuts(source);
    case 'bullet_list_open':
    case 'ordered_list_open':
      return listCuts(tokens, source, lineOffset);
    default:
      return [];
  }
}

function paragraphCuts(source: string): readonly number[] {
  const cuts: number[] = [];
  for (let start = 0; source.length - start > longestPart;) {
    start = paragraphCut(source, start);
    cuts.push(start);
  }
  return cuts;
}

const sentenceEnd = /[.!?。！？…]["'”’)\]]*\s*$/u;

/** Before a letter, which begins nothing but a paragraph: after a sentence, else after a space, else anywhere. */
function paragraphCut(source: string, start: number): number {
  const end = start + longestPart;
  let afterSpace = 0;
  let afterLetter = 0;
  for (let at = end; at > end - searched; at -= 1) {
    if (!/^\p{L}/u.test(source.slice(at, at + 2))) continue;
    afterLetter ||= at;
    if (sentenceEnd.test(source.slice(at - 8, at))) return at;
    if (afterSpace === 0 && /\s/.test(source[at - 1] ?? '')) afterSpace = at;
  }
  return afterSpace || afterLetter || end;
}

/** Before items of the list itself whose line is complete: until then it may still become something else. */
function listCuts(tokens: readonly Token[], source: string, lineOffset: (line: number) => number): readonly number[] {
  const completeEnd = source.lastIndexOf('\n', source.length - 1) + 1;
  const cuts: number[] = [];
  let start = 0;
  for (const token of tokens) {
    if (token.type !== 'list_item_open' || token.level !== 1 || token.map === null) continue;
    const offset = lineOffset(token.map[0]);
    const isComplete = source.indexOf('\n', offset) + 1 <= completeEnd && source.indexOf('\n', offset) !== -1;
    if (offset - start < longestPart || !isComplete) continue;
    cuts.push(offset);
    start = offset;
  }
  return cuts;
}
