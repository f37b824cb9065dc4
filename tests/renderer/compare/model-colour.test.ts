import { expect, it } from 'vitest';
import { lookOf, lookCount, withLooks } from '../../../renderer/state/model-colour.ts';

it('gives six models six colours, and keeps them as others come', () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  const first = withLooks({}, six.slice(0, 2));
  const all = withLooks(first, six);
  expect(new Set(six.map((id) => lookOf(all[id] ?? -1).series)).size).toBe(6);
  expect([all['a'], all['b']]).toEqual([first['a'], first['b']]);
  expect(withLooks(all, six)).toBe(all);
});

it('gives a seventh model another shape, in a colour that the model beside it has not', () => {
  const looks = withLooks({}, ['a', 'b', 'c', 'd', 'e', 'f']);
  const [first, seventh] = [looks['a'] ?? -1, withLooks(looks, ['a', 'g'])['g'] ?? -1].map(lookOf);
  expect(seventh?.shape).not.toBe(first?.shape);
  expect(seventh?.series).not.toBe(first?.series);
});

it('shares looks evenly when all are given away', () => {
  const ids = Array.from({ length: lookCount * 2 }, (_nothing, index) => `model-${index}`);
  const looks = ids.reduce<Readonly<Record<string, number>>>((known, id) => withLooks(known, [id]), {});
  expect(new Set(Object.values(looks)).size).toBe(lookCount);
});
