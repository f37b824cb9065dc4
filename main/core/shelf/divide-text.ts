import type { ShelfDivision } from '../../contract/prompt-shelf.ts';

const rule = /^[ \t]*-{3,}[ \t]*$/m;
const emptyLine = /\n[ \t]*\n/;

/** What a person who wrote the file probably meant. */
export function likelyDivision(text: string): ShelfDivision {
  const plain = withPlainLineEnds(text).trim();
  if (rule.test(plain)) return 'rules';
  return emptyLine.test(plain) ? 'empty-lines' : 'lines';
}

/** The parts in order, without space around them; empty ones are left out. */
export function divideText(text: string, division: ShelfDivision): string[] {
  const plain = withPlainLineEnds(text);
  return partsOf(plain, division)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function partsOf(text: string, division: ShelfDivision): string[] {
  switch (division) {
    case 'lines':
      return text.split('\n');
    case 'empty-lines':
      return text.split(/\n(?:[ \t]*\n)+/);
    case 'rules':
      return text.split(/^[ \t]*-{3,}[ \t]*$/m);
    case 'whole':
      return [text];
  }
}

function withPlainLineEnds(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}
