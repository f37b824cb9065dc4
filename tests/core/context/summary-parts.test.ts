import { expect, test } from 'vitest';
import { groupPieces } from '../../../main/core/context/summary/group-pieces.ts';
import { languageOf } from '../../../main/core/context/summary/language-of.ts';

test.each([
  ['en', 'What is the best way to learn how a scale works?'],
  ['de', 'Wie funktioniert eine Waage, und was ist der beste Weg, das zu lernen?'],
  ['fr', 'Comment fonctionne une balance et quelle est la meilleure façon de l’apprendre ?'],
  ['es', '¿Cómo funciona una balanza y cuál es la mejor forma de aprender todo lo que hay que saber?'],
  ['it', 'Come funziona una bilancia e qual è il modo migliore per imparare tutto?'],
  ['pt', 'Como funciona uma balança e qual é a melhor forma de aprender tudo o que não se sabe?'],
  ['ru', 'Как работают весы и с чего лучше начать, чтобы это понять?'],
  ['zh', '天平是怎么工作的？我应该从哪里开始学习？'],
  ['ja', '天秤はどのように動きますか？何から学べばよいですか？'],
  ['ko', '저울은 어떻게 작동하나요? 어디서부터 배우면 좋을까요?'],
  ['en', 'Як працюють ваги і з чого краще почати?'],
  ['en', '{"a": [1, 2, 3]}'],
  ['en', ''],
])('a text in %s is known as such: %s', (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test('pieces are put together up to the budget, and long ones are cut where a paragraph, line or word ends', () => {
  const text = `${'alpha '.repeat(30)}\n\n${'beta '.repeat(30)}🎈${'x'.repeat(200)}`;
  const groups = groupPieces(
    [
      { text: 'short', tokens: 3 },
      { text: 'also short', tokens: 4 },
      { text, tokens: 200 },
    ],
    50,
  );
  expect([groups[0], groups.length > 4]).toEqual(['short\n\nalso short', true]);
  expect(groups.slice(1).join('')).toBe(text);
  expect(groups.every((group) => group.isWellFormed())).toBe(true);
});
