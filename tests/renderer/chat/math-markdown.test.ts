import { expect, test } from 'vitest';
import { parseMarkdown } from '../../../renderer/ui/markdown/parse-markdown.ts';

// Catches: prices, variables of a shell and escaped brackets taken for formulas.
test.each([
  'It costs $5 and $10.',
  '$5 for one, 10$ for two',
  'US$7 or CA$9, $x$y$z',
  '$HOME/$USER and $ x $',
  'a $ b',
  'only $$ money',
])('%j holds no formula', (text) => {
  expect(JSON.stringify(parseMarkdown(text))).not.toContain('"type":"math"');
});

test.each([
  ['so $E = mc^2$, then', 'E = mc^2', false],
  ['so \\(a_1*b*c\\), then', 'a_1*b*c', false],
  ['so $$x < y$$ here', 'x < y', true],
  ['cost \\$5 and $x$', 'x', false],
  ['| a |\n|-|\n| $x$ |', 'x', false],
])('%j holds a formula', (text, tex, isDisplay) => {
  expect(JSON.stringify(parseMarkdown(text))).toContain(JSON.stringify({ type: 'math', tex }).slice(0, -1));
  expect(JSON.stringify(parseMarkdown(text))).toContain(`"isDisplay":${isDisplay}`);
});

test('a formula on lines of its own ends the paragraph above', () => {
  const nodes = parseMarkdown('The sum:\n$$\na + b\n$$\nand\n\\[ c = d \\]\nend').map(({ node }) => node);
  expect(nodes.map((node) => (node.type === 'math' ? node.tex : node.type))).toEqual([
    'paragraph',
    'a + b',
    'paragraph',
    'c = d',
    'paragraph',
  ]);
});

// Catches: a mark that is never closed, swallowing the rest of a reply; a source that loses its backslashes.
test('what is not closed is shown as it was written, up to the next blank line', () => {
  const [open, after] = parseMarkdown('$$\n\\frac{a_1}{b_2}\n\nand *so* on').map(({ node }) => node);
  expect([open, after?.type]).toEqual([{ type: 'math', tex: null, source: '$$\n\\frac{a_1}{b_2}' }, 'paragraph']);
  const [inline] = parseMarkdown('so \\(x_1').map(({ node }) => node);
  expect(inline?.type === 'paragraph' && inline.children).toEqual([{ type: 'text', text: 'so \\(x_1' }]);
});

test('an escaped bracket is still a bracket', () => {
  const [node] = parseMarkdown('\\[1\\] as in \\[WIP\\] \\(see below\\)').map(({ node: first }) => first);
  expect(node?.type === 'paragraph' && node.children).toEqual([{ type: 'text', text: '[1] as in [WIP] (see below)' }]);
});

// Catches: searching the whole rest of a text at each mark.
test.each(['$', '$a', '\\(', '\\(a', '\\[', '$$', '$$\n', '$$a '])('8,000 times %j is read in time', (mark) => {
  const startMs = performance.now();
  parseMarkdown(mark.repeat(8_000));
  expect(performance.now() - startMs).toBeLessThan(3_000);
});
