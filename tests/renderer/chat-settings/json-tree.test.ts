import { expect, test } from 'vitest';
import { firstOpen, jsonPath, jsonRows } from '../../../renderer/state/chat/json-tree.ts';

const value = { name: 'Ada', steps: [{ 'own key': 1 }, null], 'a/b~c': {} };

test('open parts show their children in order, closed ones none', () => {
  const rows = jsonRows(value, new Set(['', '/steps']));
  expect(rows.map(({ id, depth, kind, children }) => [id, depth, kind, children])).toEqual([
    ['', 0, 'object', 3],
    ['/name', 1, 'string', 0],
    ['/steps', 1, 'array', 2],
    ['/steps/0', 2, 'object', 1],
    ['/steps/1', 2, 'null', 0],
    ['/a~1b~0c', 1, 'object', 0],
  ]);
});

test('paths are as programmers write them', () => {
  const rows = jsonRows(value, new Set(['', '/steps', '/steps/0']));
  expect(['', '/steps/0/own key', '/a~1b~0c'].map((id) => jsonPath(rows, id))).toEqual([
    '$',
    '$.steps[0]["own key"]',
    '$["a/b~c"]',
  ]);
});

// Catches: a page that freezes because a model said a hundred thousand things, or one thing a hundred thousand levels deep.
test('whatever a model says, at first there is a page of rows', () => {
  const wide = Array.from({ length: 100_000 }, (_, n) => n);
  let deep: unknown = 0;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  const rows = jsonRows(wide, firstOpen(wide));
  expect([rows.length, rows.at(-1)?.hidden]).toEqual([101, 99_900]);
  expect(jsonRows(wide, firstOpen(wide), new Map([['', 200]])).length).toBe(201);
  expect(jsonRows(deep, firstOpen(deep)).length).toBeLessThan(100);
});

test('little is open whole at once; a value alone is a row', () => {
  expect(jsonRows(value, firstOpen(value)).length).toBe(7);
  expect(jsonRows('x', firstOpen('x')).length).toBe(1);
});
