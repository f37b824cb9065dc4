import { expect, test } from 'vitest';
import type { Vote } from '../../../main/core/statistics/comparison.ts';
import { chancesOf, fitRatings } from '../../../main/core/statistics/fit-ratings.ts';
import { rateContestants } from '../../../main/core/statistics/rate-contestants.ts';
import { seededRandom, type Random } from '../../../main/core/statistics/seeded-random.ts';

type Truth = { readonly strengths: readonly number[]; readonly position: number; readonly tie: number };

function simulate({ strengths, position, tie }: Truth, count: number, random: Random): Vote[] {
  return Array.from({ length: count }, () => {
    const left = Math.floor(random() * strengths.length);
    const right = (left + 1 + Math.floor(random() * (strengths.length - 1))) % strengths.length;
    const lean = (strengths[left] ?? 0) - (strengths[right] ?? 0) + position;
    const chances = chancesOf(lean, tie);
    const draw = random();
    const outcome = draw < chances.left ? 'left' : draw < chances.left + chances.right ? 'right' : 'tie';
    return { comparisons: [{ left, right, outcome, style: [] }] };
  });
}

const truth: Truth = { strengths: [0.8, 0.2, -0.3, -0.7], position: 0.3, tie: -0.2 };

test('planted strengths, position and tie readiness are found again', () => {
  const votes = simulate(truth, 40_000, seededRandom(7));
  const rows = votes.flatMap(({ comparisons }) => comparisons.map((comparison) => ({ comparison, weight: 1 })));
  const fit = fitRatings(rows, { contestants: 4, styles: 0 });
  for (const [index, strength] of truth.strengths.entries()) expect(fit.strengths[index]).toBeCloseTo(strength, 1);
  expect(fit.position).toBeCloseTo(0.3, 1);
  expect(fit.tie).toBeCloseTo(-0.2, 1);
});

test('intervals cover the truth in 93 to 97 of 100 arenas', { timeout: 300_000 }, () => {
  const random = seededRandom(11);
  const arenas = Number(process.env['ARENAS'] ?? 100);
  let covered = 0;
  let asked = 0;
  for (let arena = 0; arena < arenas; arena += 1) {
    const ratings = rateContestants(simulate(truth, 200, random), { contestants: 4, styles: 0, rounds: 200, seed: arena });
    for (const [index, { interval }] of ratings.contestants.entries()) {
      const strength = truth.strengths[index] ?? 0;
      asked += 1;
      if (interval.low <= strength && strength <= interval.high) covered += 1;
    }
  }
  console.log('coverage', covered / asked);
  expect(covered / asked).toBeGreaterThan(0.93);
});
