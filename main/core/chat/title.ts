const longestTitle = 60;

/**
 * A conversation's automatic title: the first line of its first message with words in it, without Markdown marks, cut
 * at a word. Never empty.
 */
export function titleFrom(text: string): string {
  const line = text
    .split(/\r?\n/)
    .map((candidate) =>
      candidate
        .replace(/^[\s#>*+`~-]+/, '')
        .replaceAll(/[`*~]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .find((candidate) => /[\p{L}\p{N}]/u.test(candidate));
  return shorten(line ?? text.trim()) || 'Untitled';
}

function shorten(line: string): string {
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line.slice(0, 1_000))];
  if (characters.length <= longestTitle) return line;
  const cut = characters
    .slice(0, longestTitle)
    .map((part) => part.segment)
    .join('');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > longestTitle / 2 ? cut.slice(0, lastSpace) : cut).replace(/[\s,;:.–-]+$/, '')}…`;
}
