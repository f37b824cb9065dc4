/** A small repeatable generator of pseudo-random numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fragments = [
  'word',
  ' ',
  ' ',
  '\n',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '    ',
  '\t',
  '#',
  '# ',
  '## Title',
  '-',
  '- ',
  '- item',
  '* ',
  '+ ',
  '1. ',
  '1)',
  '2. two',
  '> ',
  '>',
  '```',
  '```ts\n',
  '~~~',
  '`',
  '``',
  '===',
  '---',
  '***',
  '___',
  '|',
  '| a | b |',
  '|---|:-:|',
  '|-',
  '\n|-|-|\n',
  '*',
  '**',
  '_',
  '~~',
  '[',
  ']',
  '(',
  ')',
  '[x](https://example.com)',
  '[x]: https://example.com',
  '![i](a.png)',
  '<div>',
  '</div>',
  '<!--',
  '-->',
  '<script>',
  'javascript:',
  'https://example.org/a_b',
  '&amp;',
  '\\',
  '\\*',
  '- [ ] ',
  '- [x] done',
  '\u202e',
  '\u200b',
  'שלום',
  '漢字',
  '👩‍🚀',
  '\0',
  ':',
  '"',
  '!',
  '$',
  '$$',
  '$x_1$',
  '$$\nx^2\n$$',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
];

/** Text made of whatever markdown is sensitive to, in no sensible order. */
export function randomMarkdown(random: () => number, fragmentCount: number): string {
  return Array.from({ length: fragmentCount }, () => fragments[Math.floor(random() * fragments.length)] ?? '').join('');
}

/** Cuts a text into pieces of 1 to `longest` UTF-16 units: surrogate pairs and line ends are cut apart too. */
export function randomPieces(random: () => number, text: string, longest: number): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = 1 + Math.floor(random() * longest);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}
