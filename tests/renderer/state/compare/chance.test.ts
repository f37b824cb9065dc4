import { expect, test } from 'vitest';
import { chanceAxis, chanceOf, placeOnAxis, roundedUp } from '../../../../renderer/state/compare/ratings/chance.ts';

const estimate = (low: number, high: number) => ({ value: (low + high) / 2, interval: { low, high } });

test('log-odds become chances: 0 is even, ln 3 is three of four', () => {
  expect([0, Math.log(3), -Math.log(9)].map((value) => Math.round(chanceOf(value) * 100))).toEqual([50, 75, 10]);
});

test('the axis is the same to both sides, and reaches as far as the intervals', () => {
  const ticks = (low: number, high: number) =>
    chanceAxis([estimate(low, high)]).ticks.map((chance) => Math.round(chance * 100));
  expect(ticks(-0.2, 0.3)).toEqual([25, 40, 50, 60, 75]);
  expect(ticks(-2, 0.3)).toEqual([10, 25, 50, 75, 90]);
  expect(ticks(-1, 3)).toEqual([3, 10, 25, 50, 75, 90, 97]);
  expect(chanceAxis([]).ticks).toHaveLength(5);
});

test('an interval that reaches past the axis ends at its edge', () => {
  const axis = chanceAxis([estimate(-20, 20)]);
  expect([-20, 0, 20].map((value) => placeOnAxis(value, axis))).toEqual([0, 0.5, 1]);
});

test('a number of votes is rounded up, never down', () => {
  expect([1, 19, 21, 96, 101, 264, 1001].map(roundedUp)).toEqual([1, 19, 25, 100, 110, 270, 1100]);
});
