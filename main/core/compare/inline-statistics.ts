export type InlineStatistics = {
  /** What is read: without marks and addresses. */
  readonly text: string;
  readonly bold: number;
  readonly links: number;
};

/** Where code was: no blank, and no word. */
const standIn = '\uFFFC';

/** Marks inside a block of Markdown. Every step is linear, whatever a model writes. */
export function inlineStatistics(markdown: string): InlineStatistics {
  const { prose, code } = apartFromCode(markdown);
  let links = 0;
  const unlinked = prose
    .replace(/\\[!-/:-@[-`{-~]/g, ' ')
    .replace(/(!?)\[([^[\]]*)\]\([^\s()]*(?:\s+"[^"\n]*")?\)/g, (_, image: string, text: string) => {
      if (image === '') links += 1;
      return text;
    })
    .replace(/\bhttps?:\/\/[^\s<>]*[^\s<>.,;:!?'"]/g, () => {
      links += 1;
      return ' ';
    });
  // Code is read too, but marks in it mean nothing.
  return { text: `${unlinked} ${code}`.trim(), bold: countBold(unlinked), links };
}

/** Code spans end with as many backticks as they begin with (CommonMark 0.31, 6.1). */
function apartFromCode(markdown: string): { readonly prose: string; readonly code: string } {
  const runs = [...markdown.matchAll(/`+/g)].map((match) => ({ start: match.index, length: match[0].length }));
  const closers = closersOf(runs);
  const prose: string[] = [];
  const code: string[] = [];
  let from = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const opener = runs[index];
    const closerIndex = closers[index];
    const closer = closerIndex === undefined ? undefined : runs[closerIndex];
    if (opener === undefined || closerIndex === undefined || closer === undefined) continue;
    prose.push(markdown.slice(from, opener.start));
    code.push(markdown.slice(opener.start + opener.length, closer.start));
    from = closer.start + closer.length;
    index = closerIndex;
  }
  prose.push(markdown.slice(from));
  return { prose: prose.join(standIn), code: code.join(' ') };
}

/** Of each run the next one of the same length. */
function closersOf(runs: readonly { readonly length: number }[]): readonly (number | undefined)[] {
  const next = new Map<number, number>();
  const closers: (number | undefined)[] = [];
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const length = runs[index]?.length ?? 0;
    closers[index] = next.get(length);
    next.set(length, index);
  }
  return closers;
}

/** Pairs of `**` or `__`, of which the first stands before a word and the second behind one. */
function countBold(text: string): number {
  let count = 0;
  const open = { '*': false, _: false };
  for (const { 0: run, index } of text.matchAll(/\*{2,}|_{2,}/g)) {
    const mark = run.startsWith('*') ? '*' : '_';
    const before = text[index - 1] ?? ' ';
    const after = text[index + run.length] ?? ' ';
    const isInWord = mark === '_' && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
    if (isInWord) continue;
    if (open[mark] && /\S/.test(before)) {
      count += 1;
      open[mark] = false;
    } else if (/\S/.test(after)) open[mark] = true;
  }
  return count;
}
