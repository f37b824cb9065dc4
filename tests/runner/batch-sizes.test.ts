import { expect, test } from 'vitest';
import { createBatchSizes } from '../../main/runner/batch-sizes.ts';

/** @param msOf what a batch of so many tokens takes. @returns the sizes of so many batches, `ready` of them always waiting. */
function sizesWith(msOf: (size: number) => number, ready: number, batches: number): number[] {
  let nowMs = 0;
  const sizes = createBatchSizes(() => nowMs);
  return Array.from({ length: batches }, () => {
    const size = sizes.choose(ready);
    sizes.began(size);
    nowMs += msOf(size);
    sizes.ended();
    return size;
  });
}

test('where a batch of several costs less than as many single ones, everybody goes together', () => {
  const sizes = sizesWith((size) => 10 + size, 4, 300);
  expect(sizes.slice(20).every((size) => size === 4)).toBe(true);
});

test('where it costs more, they go one after the other', () => {
  const sizes = sizesWith((size) => (size === 1 ? 10 : 13 * size), 2, 300);
  expect(sizes.slice(20).every((size) => size === 1)).toBe(true);
});

test('what was slow once is tried again, and taken when it is faster now', () => {
  let isBusy = true;
  let batches = 0;
  const sizes = sizesWith(
    (size) => {
      batches += 1;
      isBusy = batches < 100;
      return size === 1 ? 10 : (isBusy ? 13 : 5) * size;
    },
    3,
    1200,
  );
  expect(sizes.slice(30, 90)).not.toContain(3);
  expect(sizes.slice(-50)).not.toContain(1);
});

test('a few batches that something else held up decide nothing', () => {
  let count = 0;
  const sizes = sizesWith((size) => (++count % 5 === 0 ? 200 : size === 1 ? 10 : 6 * size), 4, 300);
  expect(sizes.slice(20).filter((size) => size === 4).length).toBeGreaterThan(260);
});
