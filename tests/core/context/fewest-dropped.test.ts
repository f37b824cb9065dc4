import { expect, test } from 'vitest';
import { fewestDropped } from '../../../main/core/context/fewest-dropped.ts';

/** Small and seeded: the same conversations in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Trial = {
  readonly costs: readonly number[];
  readonly budget: number;
  readonly estimate: (dropped: number) => number;
};

async function search({ costs, budget, estimate }: Trial) {
  const most = costs.length - 1;
  const sizes = costs.map((_, dropped) => costs.slice(dropped).reduce((sum, cost) => sum + cost, 0));
  const measured: number[] = [];
  const found = await fewestDropped({
    most,
    budget,
    estimate,
    measure: (dropped) => {
      measured.push(dropped);
      return Promise.resolve(sizes[dropped] ?? NaN);
    },
  });
  const fewest = sizes.findIndex((size) => size <= budget);
  const expected = fewest < 0 ? most : fewest;
  return { found, expected: { dropped: expected, tokens: sizes[expected] }, measured };
}

test('the fewest exchanges go, whatever the estimates say: 2,000 conversations with right, crude and absurd ones', async () => {
  const random = createRandom(7);
  for (let trial = 0; trial < 2000; trial += 1) {
    const costs = Array.from({ length: 1 + random(40) }, () => 1 + random(200));
    const sum = costs.reduce((total, cost) => total + cost, 0);
    const skew = 0.2 + random(300) / 100;
    const estimates = [
      (dropped: number) => costs.slice(dropped).reduce((total, cost) => total + cost, 0) * skew,
      (dropped: number) => sum - dropped * 10,
      () => 0,
      () => Infinity,
    ];
    const estimate = estimates[random(estimates.length)] ?? (() => 0);
    const { found, expected, measured } = await search({ costs, budget: random(sum + 100), estimate });
    expect(found).toEqual(expected);
    // What was answered was measured, and nothing was measured twice.
    expect([measured.includes(found.dropped), new Set(measured).size]).toEqual([true, measured.length]);
  }
});

test('a conversation of 10,000 exchanges is measured twice when the counts are right, and rarely more when they are a little off', async () => {
  const random = createRandom(3);
  const costs = Array.from({ length: 10_000 }, () => 20 + random(200));
  const sizes = new Float64Array(costs.length + 1);
  for (let index = costs.length - 1; index >= 0; index -= 1)
    sizes[index] = (sizes[index + 1] ?? 0) + (costs[index] ?? 0);
  const measuredWith = async (estimate: (dropped: number) => number): Promise<number> => {
    let measured = 0;
    await fewestDropped({
      most: costs.length - 1,
      budget: 8000,
      estimate,
      measure: (dropped) => {
        measured += 1;
        return Promise.resolve(sizes[dropped] ?? NaN);
      },
    });
    return measured;
  };
  const size = (dropped: number): number => sizes[dropped] ?? 0;
  expect(await measuredWith(size)).toBe(2);
  expect(await measuredWith((dropped) => size(dropped) * 0.95 + 40)).toBeLessThanOrEqual(4);
  expect(await measuredWith(() => 0)).toBeLessThanOrEqual(20);
});
