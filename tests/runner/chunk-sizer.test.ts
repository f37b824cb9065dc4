import { expect, test } from 'vitest';
import { createChunkSizer } from '../../main/runner/chunk-sizer.ts';

const plenty = 100_000;

/** Chunk sizes chosen for a model that takes `fixedMs` for a pass and `perTokenMs` for each token of it. */
function sizesFor(fixedMs: number, perTokenMs: number, rounds = 12): number[] {
  const sizer = createChunkSizer(512);
  return Array.from({ length: rounds }, () => {
    const size = sizer.next(plenty);
    sizer.record(size, fixedMs + perTokenMs * size);
    return size;
  });
}

test('a fast model soon gets whole batches, so chunks cost it nothing', () => {
  expect(sizesFor(1, 0.05).slice(0, 4)).toEqual([8, 64, 512, 512]);
});

test('a slower model gets whole tiles that a stop can wait for', () => {
  expect(sizesFor(20, 1).at(-1)).toBe(128);
  expect(sizesFor(20, 4).at(-1)).toBe(64);
});

test('a slow model gets less than a tile, about 350 ms of it', () => {
  const size = sizesFor(100, 20).at(-1) ?? 0;
  expect(100 + 20 * size).toBeGreaterThan(280);
  expect(100 + 20 * size).toBeLessThan(400);
});

test('a model whose pass costs as much for eight tokens as for one is not fed one by one', () => {
  expect(sizesFor(380, 5).at(-1)).toBe(8);
});

test('a very slow model still stops in time where it can: chunks shrink below eight', () => {
  const size = sizesFor(10, 100).at(-1) ?? 0;
  expect(size).toBeGreaterThanOrEqual(1);
  expect(10 + 100 * size).toBeLessThan(500);
});

test('the first chunk of an unknown model is small: nothing is known of its speed', () => {
  expect(createChunkSizer(512).next(plenty)).toBe(8);
  expect(createChunkSizer(4).next(plenty)).toBe(4);
});

test('a short last chunk does not make the next prompt start small', () => {
  const sizer = createChunkSizer(512);
  sizer.record(8, 2);
  const learnt = sizer.next(plenty);
  sizer.record(3, 10);
  expect(sizer.next(plenty)).toBe(learnt);
});

test('a short chunk that was slow all the same is believed', () => {
  const sizer = createChunkSizer(512);
  sizer.record(8, 0.5);
  sizer.record(64, 1);
  expect(sizer.next(plenty)).toBe(512);
  sizer.record(256, 1000);
  expect(sizer.next(plenty)).toBe(64);
});

test('a rest that a stop can wait for is done in one go, and only that', () => {
  const sizer = createChunkSizer(512);
  // 8 ms a token: a chunk is 43 tokens, and 56 fit into the 450 ms that a rest may take.
  for (const size of [8, 43, 43]) sizer.record(size, size * 8);
  expect([sizer.next(plenty), sizer.next(57), sizer.next(56), sizer.next(51), sizer.next(3)]).toEqual([
    43, 43, 56, 51, 3,
  ]);
});

test('a rest never exceeds the batch', () => {
  const sizer = createChunkSizer(64);
  for (const size of [8, 64, 64]) sizer.record(size, 0.1);
  expect(sizer.next(500)).toBe(64);
});
