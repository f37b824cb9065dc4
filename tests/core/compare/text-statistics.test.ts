import { describe, expect, it } from 'vitest';
import type { TextStatistics } from '../../../main/contract/answer-figures.ts';
import { textStatistics } from '../../../main/core/compare/text-statistics.ts';

const nothing: TextStatistics = {
  characters: 0,
  words: 0,
  sentences: 0,
  paragraphs: 0,
  headings: 0,
  listItems: 0,
  bold: 0,
  codeBlocks: 0,
  tables: 0,
  links: 0,
};

/** Without the characters, which a test that is about form need not repeat. */
function formOf(text: string): Partial<TextStatistics> {
  const { characters, ...form } = textStatistics(text);
  expect(characters).toBe([...text].length);
  return Object.fromEntries(Object.entries(form).filter(([, count]) => count > 0));
}

describe('textStatistics', () => {
  it('finds nothing in nothing', () => {
    expect(textStatistics('')).toEqual(nothing);
    expect(textStatistics(' \n\n')).toEqual({ ...nothing, characters: 3 });
  });

  it('reads an answer as models write them', () => {
    const answer = [
      '# Two ways',
      '',
      'Use **one** of these. See [the docs](https://example.org/a_b "Docs") or https://example.org/other.',
      'It costs 3.50 euros.',
      '',
      '1. First',
      '   goes on here.',
      '2. **Second**: run `rm **x** [a](b)`',
      '',
      '   - inner',
      '',
      '```js',
      '# no heading',
      '- no **item**',
      '```',
      '',
      '| a | b |',
      '|---|:-:|',
      '| 1 | 2 |',
    ].join('\n');
    expect(formOf(answer)).toEqual({
      words: 33,
      sentences: 6,
      paragraphs: 1,
      headings: 1,
      listItems: 3,
      bold: 2,
      codeBlocks: 1,
      tables: 1,
      links: 2,
    });
  });

  it('divides words that no blank divides, and sentences that end without a full stop of ours', () => {
    expect(formOf('我喜欢喝茶。你呢？')).toEqual({ words: 5, sentences: 2, paragraphs: 1 });
    expect(formOf('هذا نص عربي. وهذا آخر؟')).toEqual({ words: 5, sentences: 2, paragraphs: 1 });
    expect(formOf('It’s 👩‍👩‍👧 fine!')).toEqual({ words: 2, sentences: 1, paragraphs: 1 });
  });

  it.each([
    [
      'a code block that was cut off',
      'Look:\n```\n**a**\n- b',
      { words: 3, sentences: 1, paragraphs: 1, codeBlocks: 1 },
    ],
    ['a longer fence around a shorter', '````\n```\n# a\n```\n````', { words: 1, codeBlocks: 1 }],
    [
      'code by indentation',
      'One.\n\n    # two\n\n    three\n\nFour.',
      { words: 4, sentences: 2, paragraphs: 2, codeBlocks: 1 },
    ],
    ['a heading by underline', 'Title\n=====\n\nText.', { words: 2, sentences: 1, paragraphs: 1, headings: 1 }],
    ['a line across', 'One.\n\n* * *\n\n---\n\nTwo.', { words: 2, sentences: 2, paragraphs: 2 }],
    ['a pipe that is no table', 'a | b\nc | d', { words: 4, sentences: 1, paragraphs: 1 }],
    ['a quoted list', '> - one\n> - two', { words: 2, sentences: 2, listItems: 2 }],
    ['a list item with two paragraphs', '- one\n\n  two', { words: 2, sentences: 2, listItems: 1 }],
    ['a hash without a blank', '#tag', { words: 1, sentences: 1, paragraphs: 1 }],
    ['an image', '![a cat](https://example.org/cat.png)', { words: 2, sentences: 1, paragraphs: 1 }],
    ['dunder names', 'a__b__c and \\*\\*no\\*\\*', { words: 3, sentences: 1, paragraphs: 1 }],
    ['bold that never ends', '**a b', { words: 2, sentences: 1, paragraphs: 1 }],
    ['a carriage return', 'one\r\n\r\ntwo', { words: 2, sentences: 2, paragraphs: 2 }],
  ])('%s', (_, text, expected) => {
    expect(formOf(text)).toEqual(expected);
  });

  it.each(['**a ', '[', '](', '`', '``` ` ', '| ', '> ', '__a', '- ', '[a](b "', '\\', 'http://', '# '])(
    'takes a time that grows with the text alone: %s',
    (piece) => {
      // Work that grew with the square of the length would be 400 times as much, and take minutes.
      const time = (length: number): number => {
        const text = piece.repeat(length / piece.length);
        const startedAt = performance.now();
        textStatistics(text);
        return performance.now() - startedAt;
      };
      time(20_000);
      expect(time(400_000)).toBeLessThan(30_000);
    },
  );
});
