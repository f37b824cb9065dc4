import { expect, test } from 'vitest';
import { createChunkSizer } from '../../main/runner/chunk-sizer.ts';

/** Chunk sizes chosen for a model that takes `fixedMs` for a pass and `perTokenMs` for each token of it. */
function sizesFor(fixedMs: number, perTokenMs: number, rounds = 8): number[] {
  const sizer = createChunkSizer(512);
  return Array.from({ length: rounds }, () => {
    const size = sizer.next();
    sizer.record(size, fixedMs + perTokenMs * size);
    return size;
  });
}

test('a fast model soon gets whole batches, so chunks cost it nothing', () => {
  expect(sizesFor(1, 0.05).slice(0, 4)).toEqual([32, 128, 512, 512]);
});

test('a slow model settles where a chunk takes about 175 ms', () => {
  const size = sizesFor(20, 5).at(-1) ?? 0;
  expect(20 + 5 * size).toBeGreaterThan(140);
  expect(20 + 5 * size).toBeLessThan(200);
});

test('a model whose pass costs as much for eight tokens as for one is not fed one by one', () => {
  expect(sizesFor(300, 5).at(-1)).toBe(8);
});

test('a very slow model still stops in time where it can: chunks shrink below eight', () => {
  const size = sizesFor(10, 100).at(-1) ?? 0;
  expect(size).toBeGreaterThanOrEqual(1);
  expect(10 + 100 * size).toBeLessThan(500);
});

test('a short last chunk does not make the next prompt start small', () => {
  const sizer = createChunkSizer(512);
  sizer.record(32, 20);
  const learnt = sizer.next();
  sizer.record(3, 10);
  expect(sizer.next()).toBe(learnt);
});

test('a short chunk that was slow all the same is believed', () => {
  const sizer = createChunkSizer(512);
  sizer.record(32, 1);
  sizer.record(128, 1);
  sizer.record(256, 1000);
  expect(sizer.next()).toBeLessThan(64);
});
