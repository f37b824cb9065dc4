import type { Estimate } from '../../../../main/contract/ratings.ts';

/** Chance to win against one that is `logOdds` weaker, ties aside: 0–1. */
export function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Gaps of a phrase about an estimate: 0–1 each. */
export function chances({ value, interval }: Estimate): { chance: number; low: number; high: number } {
  return { chance: chanceOf(value), low: chanceOf(interval.low), high: chanceOf(interval.high) };
}

/** An axis of log-odds, with places where it is marked. */
export type ChanceAxis = { readonly reach: number; readonly ticks: readonly number[] };

/** To the right of 50 %, by how far the axis reaches: far enough apart to be read. */
const scales = [
  [0.6, 0.75],
  [0.75, 0.9],
  [0.75, 0.9, 0.97],
  [0.75, 0.9, 0.99],
] as const;

/**
 * One axis for all estimates, the same to both sides of 50 %. Intervals of very few votes may reach past its end.
 * Ticks are round chances; equal steps of strength (log-odds) are equally long.
 */
export function chanceAxis(estimates: readonly Estimate[]): ChanceAxis {
  const farthest = Math.max(0, ...estimates.flatMap(({ interval }) => [-interval.low, interval.high]));
  const scale = scales.find((ticks) => logOdds(Math.max(...ticks)) >= farthest) ?? scales[3];
  const reach = logOdds(Math.max(...scale)) * 1.06;
  return { reach, ticks: [...scale.map((chance) => 1 - chance), 0.5, ...scale].toSorted((a, b) => a - b) };
}

/** Where it stands on the axis: 0–1, left to right. */
export function placeOnAxis(value: number, { reach }: ChanceAxis): number {
  return (Math.max(-reach, Math.min(reach, value)) + reach) / (2 * reach);
}

export function logOdds(chance: number): number {
  return Math.log(chance / (1 - chance));
}

/** A number of votes as one says it: 1–19 as they are, then by fives, from 100 by tens, rounded up. */
export function roundedUp(votes: number): number {
  const step = votes < 20 ? 1 : votes < 100 ? 5 : votes < 1000 ? 10 : 100;
  return Math.ceil(votes / step) * step;
}
