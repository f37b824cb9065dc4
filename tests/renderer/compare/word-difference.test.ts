import { expect, test } from 'vitest';
import { wordDifference } from '../../../renderer/features/compare/difference/word-difference.ts';

/** `[-only left-]` and `{+only right+}`. */
function marked(left: string, right: string): string {
  const marks = { both: ['', ''], left: ['[-', '-]'], right: ['{+', '+}'] } as const;
  return wordDifference(left, right)
    .pieces.map(({ side, text }) => `${marks[side][0]}${text}${marks[side][1]}`)
    .join('');
}

/** What each side has, put together again. */
function sides(left: string, right: string): readonly [string, string] {
  const { pieces } = wordDifference(left, right);
  const of = (side: 'left' | 'right'): string =>
    pieces
      .filter((piece) => piece.side === 'both' || piece.side === side)
      .map(({ text }) => text)
      .join('');
  return [of('left'), of('right')];
}

test.each([
  ['the cat sat', 'the dog sat', 'the [-cat-]{+dog+} sat'],
  ['one two', 'one two', 'one two'],
  ['', 'new', '{+new+}'],
  ['我喜欢喝茶。', '我喜欢喝咖啡。', '我喜欢[-喝茶-]{+喝咖啡+}。'],
  ['أحب الشاي كثيرا', 'أحب القهوة كثيرا', 'أحب [-الشاي-]{+القهوة+} كثيرا'],
  ['Don’t stop', 'Don’t go', 'Don’t [-stop-]{+go+}'],
  ['a 👩‍👩‍👧 b', 'a 👨‍👩‍👧 b', 'a [-👩‍👩‍👧-]{+👨‍👩‍👧+} b'],
])('words are whole, in any script: %s', (left, right, expected) => {
  expect(marked(left, right)).toBe(expected);
});

// Catches: a page full of shreds, where every comma and "the" of two other sentences is called the same.
test('little words that two different sentences happen to share do not tear them apart', () => {
  expect(marked('Boil the kettle, then wait.', 'Nobody expected the weather, honestly.')).toBe(
    '[-Boil the kettle, then wait-]{+Nobody expected the weather, honestly+}.',
  );
});

test('nothing is lost, whatever is compared', () => {
  const texts = [
    '',
    ' ',
    '\n\n',
    'a\r\nb',
    '**bold** `code`\n- item',
    '茶 and tea, שלום!',
    'x'.repeat(5000),
    'a b '.repeat(3000),
  ];
  for (const left of texts) for (const right of texts) expect(sides(left, right)).toEqual([left, right]);
});

test('tells how many words both have', () => {
  expect(wordDifference('one two three four', 'one two five six')).toMatchObject({ sharedWords: 0.5, isCoarse: false });
  expect(wordDifference('', '').sharedWords).toBe(1);
  expect(wordDifference('a', 'b').sharedWords).toBe(0);
});

test('long texts that differ everywhere are compared by line, and take a bounded time', () => {
  const text = (start: number): string =>
    Array.from({ length: 1000 }, (_, line) =>
      line % 10 === 0 ? `same ${line}` : `line ${start + line} of ${start}`,
    ).join('\n');
  const startedAt = performance.now();
  const { isCoarse, sharedWords } = wordDifference(text(0), text(100_000));
  expect(isCoarse).toBe(true);
  expect(sharedWords).toBeGreaterThan(0);
  const huge = 'word '.repeat(200_000);
  expect(sides(huge, `${huge}end`)).toEqual([huge, `${huge}end`]);
  // Without bounds this takes minutes.
  expect(performance.now() - startedAt).toBeLessThan(60_000);
});
