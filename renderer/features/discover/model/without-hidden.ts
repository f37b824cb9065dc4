/** What a browser would not show as words: its start, and what ends it. */
const hiddenPattern = /<!--|<(script|style|template|noscript)(?=[\s>])/gi;

/**
 * Takes comments, scripts and styles out of a text. One that never ends stays as it is. Reads the text once, whatever
 * is in it.
 */
export function withoutHidden(text: string): string {
  const lower = text.toLowerCase();
  const endless = new Set<string>();
  let kept = '';
  let from = 0;
  for (const { 0: start, 1: name, index } of text.matchAll(hiddenPattern)) {
    const ending = name === undefined ? '-->' : `</${name.toLowerCase()}`;
    if (index < from || endless.has(ending)) continue;
    const end = lower.indexOf(ending, index + start.length);
    const after = end < 0 || name === undefined ? end + ending.length : text.indexOf('>', end) + 1;
    if (end < 0 || after === 0) {
      endless.add(ending);
      continue;
    }
    kept += text.slice(from, index);
    from = after;
  }
  return kept + text.slice(from);
}
