import { expect, test } from 'vitest';
import { makeSnippet } from '../../../main/core/search/make-snippet.ts';
import { parseQuery } from '../../../main/core/search/parse-query.ts';
import { indexWords, splitWords } from '../../../main/core/search/split-words.ts';

test.each([
  ['Hello, snake_case foo.bar()', 'hello snake case foo bar'],
  ['Crème BRÛLÉE Ørsted Straße ŁÓDŹ', 'creme brulee orsted strasse lodz'],
  ['ΟΔΟΣ οδός ёлка', 'οδοσ οδοσ елка'],
  ['İstanbul ısı', 'istanbul isi'],
  ['مُحَمَّد أحمد', 'محمد احمد'],
  ['हिन्दी', 'हिन्दी'],
  ['机器学习', '机器 器学 学习 习'],
  ['ｶﾞｲﾄﾞ', 'ガイ イド ド'],
  ['ﾃﾞｰﾀ', 'デー ータ タ'],
  ['การ', 'กา าร ร'],
  ['Do\u00adnau\u00ad', 'donau'],
  ['모델을', '모델 델을 을'],
  ['모델을'.normalize('NFD'), '모델 델을 을'],
  ['cat猫x', 'cat 猫 x'],
  ['👩‍💻 ❤️ 🇩🇪', '👩 💻 ❤ 🇩🇪'],
  ['\ud800a\0b\udfff', 'a b'],
])('%s is kept as %s: otherwise it is not found by how people type it', (text, words) => {
  expect(indexWords(text).trim()).toBe(words);
});

test('words of both ways into the index are the same, and say where they stand', () => {
  const text = 'A_b  «Ünï» 学习 tail';
  expect([...splitWords(text)].map(({ word, start, end }) => [word, text.slice(start, end)])).toEqual([
    ['a', 'A'],
    ['b', 'b'],
    ['uni', 'Ünï'],
    ['学习', '学习'],
    ['习', '习'],
    ['tail', 'tail'],
  ]);
});

test('a blob of data is one word of bounded length', () => {
  expect(indexWords('x'.repeat(100_000)).length).toBe(64);
  expect(indexWords(`é${'x'.repeat(100_000)}`).length).toBe(64);
});

test.each([
  ['tea pot', [['tea'], false], [['pot'], true]],
  ['tea pot ', [['tea'], false], [['pot'], false]],
  ['"green tea" x', [['green', 'tea'], false], [['x'], false]],
  ['"green te', [['green', 'te'], true]],
  ['foo.bar', [['foo', 'bar'], true]],
  ['学习', [['学习'], false]],
  ['学', [['学'], true]],
  ['機械学習 AI', [['機械', '械学', '学習'], false], [['ai'], true]],
  ['AND OR NEAR( * ^', [['and'], false], [['or'], false], [['near'], false]],
])('%s is understood', (query, ...terms) => {
  expect(parseQuery(query).map(({ words, isPrefix }) => [words, isPrefix])).toEqual(terms);
});

test('a thousand characters make a bounded question', () => {
  expect(parseQuery('学'.repeat(1000)).flatMap(({ words }) => words).length).toBeLessThanOrEqual(64);
  expect(parseQuery('a '.repeat(500)).length).toBeLessThanOrEqual(64);
});

function marked(text: string, query: string): string | null {
  const snippet = makeSnippet(text, parseQuery(query), false);
  if (snippet === null) return null;
  return snippet.matches.reduceRight(
    (marking, { start, end }) => `${marking.slice(0, start)}[${marking.slice(start, end)}]${marking.slice(end)}`,
    snippet.text,
  );
}

test.each([
  ['Tea is\nGREEN tea.', 'green', 'Tea is [GREEN] tea.'],
  ['我们在学习机器学习', '学习', '我们在[学习]机器[学习]'],
  ['一只黑猫在睡', '猫', '一只黑[猫]在睡'],
  ['Brûlée!', 'brulee', '[Brûlée]!'],
  ['a green-tea pot', '"green tea"', 'a [green-tea] pot'],
  ['nothing here', 'tea', null],
])('in %s, %s is marked where it stands', (text, query, expected) => {
  expect(marked(text, query)).toBe(expected);
});

test('of a long text the part with most of the words is shown, whole characters only', () => {
  const text = `tea ${'🙂 filler '.repeat(200)}tea with milk ${'🙃 more '.repeat(200)}`;
  const shown = marked(text, 'tea milk');
  expect(shown).toContain('[tea] with [milk]');
  expect(shown?.startsWith('…')).toBe(true);
  expect(shown?.endsWith('…')).toBe(true);
  expect(shown?.isWellFormed()).toBe(true);
});

test('a match deep in a very long message is still found and shown', () => {
  expect(marked(`${'word '.repeat(100_000)}needle`, 'needle')?.endsWith('[needle]')).toBe(true);
});
