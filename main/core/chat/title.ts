const longestTitle = 60;
/** UTF-16 units looked at of one line: one visible character may be made of any number of them. */
const longestLine = 1_000;

/**
 * A conversation's automatic title: the first line of its first message with words in it, without Markdown marks, cut
 * at a word. Never empty.
 */
export function titleFrom(text: string): string {
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const words = withoutMarks(line.slice(0, longestLine));
    if (/[\p{L}\p{N}]/u.test(words)) return shorten(words);
  }
  return shorten(text.trim().slice(0, longestLine)) || 'Untitled';
}

function withoutMarks(line: string): string {
  return line
    .replace(/^[\s#>*+`~-]+/, '')
    .replaceAll(/[`*~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function shorten(line: string): string {
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line)];
  if (characters.length <= longestTitle) return line;
  const cut = characters
    .slice(0, longestTitle)
    .map((part) => part.segment)
    .join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > longestTitle / 2 ? cut.slice(0, lastSpace) : cut).replace(/[\s,;:.–-]+$/, '')}…`;
}
