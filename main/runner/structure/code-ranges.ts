/** Code points from the first to the second, both included, in rising order. */
export type CodeRanges = readonly (readonly [from: number, to: number])[];

/** What stands for itself in a JSON string, and is a character of its own: no control, quote, backslash or half a pair. */
export const plainCodes: CodeRanges = [
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0x7e],
  [0x80, 0xd7ff],
  [0xe000, 0x10ffff],
];

export function without(ranges: CodeRanges, removed: CodeRanges): CodeRanges {
  return removed.reduce<CodeRanges>(
    (left, [from, to]) =>
      left.flatMap(([first, last]): CodeRanges => {
        if (to < first || from > last) return [[first, last]];
        const before: CodeRanges = first < from ? [[first, from - 1]] : [];
        return to < last ? [...before, [to + 1, last]] : before;
      }),
    ranges,
  );
}

/** What is in both. */
export function within(ranges: CodeRanges, bounds: CodeRanges): CodeRanges {
  return ranges.flatMap(([from, to]) =>
    bounds.flatMap(([first, last]): CodeRanges => {
      const [start, end] = [Math.max(from, first), Math.min(to, last)];
      return start <= end ? [[start, end]] : [];
    }),
  );
}

export function codesOf(characters: string): CodeRanges {
  return Array.from(characters, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return [code, code] as const;
  });
}

/** A set in the grammar's notation. */
export function setOf(ranges: CodeRanges): string {
  const parts = ranges.map(([from, to]) => (from === to ? character(from) : `${character(from)}-${character(to)}`));
  return `[${parts.join('')}]`;
}

function character(code: number): string {
  const text = String.fromCodePoint(code);
  return /[A-Za-z0-9 ]/.test(text) ? text : `\\U${code.toString(16).padStart(8, '0')}`;
}
