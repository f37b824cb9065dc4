import { expect, test } from 'vitest';
import { createTokenPlacer } from '../../../main/core/token-view/place-tokens.ts';

type Words = { readonly reasoning?: string; readonly text: string };

/** Each token with where it stands; special ones are in double brackets. */
function place({ reasoning = '', text }: Words, tokens: readonly string[]): string[] {
  const placer = createTokenPlacer({ reasoning, text });
  return tokens.map((spelled) => {
    const isSpecial = spelled.startsWith('⟦');
    const { kind, offset } = placer({ text: spelled, isSpecial });
    return `${kind ?? '–'} ${offset}`;
  });
}

test('tokens of a text stand one behind the other; its end stands in none', () => {
  expect(place({ text: 'The left pan.' }, ['The', ' left', ' pan', '.', '⟦end⟧'])).toEqual([
    'text 0',
    'text 3',
    'text 8',
    'text 12',
    '– 13',
  ]);
});

test('marks and the space around thoughts stand in neither', () => {
  const words = { reasoning: 'Left is\n\nheavier.', text: 'The left.' };
  const tokens = ['⟦think⟧', '\n', 'Left', ' is', '\n\n', 'heavier', '.\n', '⟦/think⟧', '\n\n', 'The', ' left', '.'];
  expect(place(words, tokens)).toEqual([
    '– 0',
    '– 0',
    'reasoning 0',
    'reasoning 4',
    'reasoning 7',
    'reasoning 9',
    'reasoning 16',
    '– 0',
    '– 0',
    'text 0',
    'text 3',
    'text 8',
  ]);
});

test('marks that are words of several tokens are no words of the reply', () => {
  const words = { reasoning: 'Left.', text: 'Right.' };
  expect(place(words, ['<th', 'ink', '>', 'Left', '.', '</', 'think', '>', 'Right', '.'])).toEqual([
    ...['– 0', '– 0', '– 0'],
    ...['reasoning 0', 'reasoning 4'],
    ...['– 0', '– 0', '– 0'],
    ...['text 0', 'text 5'],
  ]);
});

test('the end of thoughts and a mark in one token hold nothing up', () => {
  const words = { reasoning: 'Left is heavier.', text: 'The left.' };
  expect(place(words, ['Left is heavier', '.</think>', 'The', ' left.'])).toEqual([
    'reasoning 0',
    '– 15',
    'text 0',
    'text 3',
  ]);
});

test('parts of characters stand where their character is, and what follows is found again', () => {
  expect(place({ text: 'a🦊🦊 b' }, ['a', '\ufffd', '\ufffd', '\ufffd\ufffd', ' b'])).toEqual([
    'text 0',
    'text 1',
    'text 1',
    'text 1',
    'text 1',
  ]);
  expect(place({ text: 'é!' }, ['\ufffd', '\ufffd', '!'])).toEqual(['text 0', 'text 0', 'text 0']);
});
