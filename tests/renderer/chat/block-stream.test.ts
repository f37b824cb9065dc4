import { describe, expect, test } from 'vitest';
import { BlockStream } from '../../../renderer/ui/markdown/block-stream.ts';
import type { MarkdownBlock } from '../../../renderer/ui/markdown/markdown-tree.ts';
import { parseMarkdown } from '../../../renderer/ui/markdown/parse-markdown.ts';
import { randomMarkdown, randomPieces, seededRandom } from './random-markdown.ts';

function parseWhole(text: string): readonly MarkdownBlock[] {
  return parseMarkdown(text);
}

function stream(pieces: readonly string[]): readonly MarkdownBlock[] {
  const blocks = new BlockStream();
  let text = '';
  let result: readonly MarkdownBlock[] = [];
  for (const piece of pieces) result = blocks.update((text += piece));
  return result;
}

describe('a text that arrives in pieces', () => {
  // Catches: a block closed too early, as by a half-written "#" or a delimiter row that turns out to be words.
  test('ends as the tree of the whole text, whatever the text and the pieces', () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = seededRandom(seed);
      const text = randomMarkdown(random, 10 + Math.floor(random() * 60));
      const pieces = randomPieces(random, text, 1 + Math.floor(random() * 12));
      expect(stream(pieces), `seed ${seed}: ${JSON.stringify(text)}`).toEqual(parseWhole(text));
    }
  });

  test('keeps closed blocks as the very same objects', () => {
    const blocks = new BlockStream();
    const before = blocks.update('# One\n\nfirst\n\nsecond\n\n');
    const after = blocks.update('# One\n\nfirst\n\nsecond\n\nthird, still gro');
    expect(after.slice(0, 2).map((block, index) => block === before[index])).toEqual([true, true]);
    expect(after).toHaveLength(4);
  });

  // Catches: the cut beginning of a long paragraph missing until the text grows again, which it never does.
  test('a paragraph that is cut for its length is whole at once', () => {
    const text = 'A long paragraph of plain words. '.repeat(900);
    const blocks = new BlockStream();
    const first = blocks.update(text);
    expect([first.map(({ source }) => source).join(''), first]).toEqual([text, blocks.update(text)]);
    expect(first.length).toBeGreaterThan(1);
  });

  // Catches: freezing a paragraph because a partial line looked like a heading.
  test('a half-written heading mark does not close the paragraph above', () => {
    expect(stream(['words\n#', 'hashtag\n'])).toEqual(parseWhole('words\n#hashtag\n'));
  });

  test('a text that does not continue the previous one starts over', () => {
    const blocks = new BlockStream();
    blocks.update('one\n\ntwo\n\n');
    expect(blocks.update('# other\n\nx')).toEqual(parseWhole('# other\n\nx'));
  });

  // Catches: parsing everything again at each piece, which makes a long reply quadratic.
  test('a reply of 200 kB in 4,000 pieces is laid out in seconds, not minutes', () => {
    const paragraph =
      'Some *prose* with `code`, **bold** and a [link](https://example.com), and then a few more plain words.\n\n';
    const text = paragraph.repeat(2_000);
    const blocks = new BlockStream();
    const startMs = performance.now();
    for (let end = 50; end <= text.length; end += 50) blocks.update(text.slice(0, end));
    expect(performance.now() - startMs).toBeLessThan(15_000);
  }, 30_000);
});

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe('very long blocks', () => {
  const sentence = 'A *long* paragraph, with `code`, a price of $5 and **no** line end at all. ';
  const long: readonly (readonly [string, string])[] = [
    ['a paragraph without a line end', sentence.repeat(600)],
    ['a paragraph of many lines', `${sentence}\n`.repeat(600)],
    ['a text without spaces', '秤は重さを量る道具である。'.repeat(2_500)],
    ['one endless word', 'ab1'.repeat(9_000)],
    ['a list', Array.from({ length: 900 }, (_, i) => `${i + 1}. ${sentence}\n   - below\n`).join('')],
    ['a code block', `before\n\n\`\`\`ts\n${'const a = "`" + 1; // $x$\n\n'.repeat(400)}\`\`\`\n\nafter`],
    ['a code block that never closes', `~~~~\n${'~~~\n  ~~ text\n'.repeat(400)}`],
  ];

  // Catches: a part that is cut elsewhere while the text grows than in the whole text.
  test.each(long)('%s ends as the tree of the whole text', (_name, text) => {
    const random = seededRandom(11);
    expect(stream(randomPieces(random, text, 400))).toEqual(parseWhole(text));
  });

  // Catches: parsing all of an open block at each piece: minutes for a long answer without paragraphs.
  test.each(long)('%s costs about the same at its end as at its beginning', (_name, text) => {
    const whole = text.repeat(Math.ceil(160_000 / text.length));
    const blocks = new BlockStream();
    const costs: number[] = [];
    for (let end = 400; end <= whole.length; end += 400) {
      const startMs = performance.now();
      blocks.update(whole.slice(0, end));
      costs.push(performance.now() - startMs);
    }
    // Medians, because a busy machine takes breaks; all of the text at each piece would be six times as much.
    expect(medianOf(costs.slice(-100))).toBeLessThan(3 * medianOf(costs.slice(40, 140)));
  });

  test('a paragraph is cut between sentences, and says so', () => {
    const [first, second] = parseWhole(sentence.repeat(200));
    expect([first?.isCut, first?.source.endsWith('at all. '), second?.source.startsWith('A *long*')]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('outline', () => {
  test('headings step down one rank at a time, and those in lists and quotes have none', () => {
    const ranks = parseWhole('#### Deep\n\n# Top\n\n###### Far\n\n> # Quoted\n').map(({ node }) => {
      if (node.type === 'quote') return node.children.map((child) => (child.type === 'heading' ? child.rank : 'other'));
      return node.type === 'heading' ? node.rank : 'other';
    });
    expect(ranks).toEqual([3, 3, 4, [null]]);
  });
});
