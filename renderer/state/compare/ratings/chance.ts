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

const possibleTicks = [0.5, 0.6, 0.75, 0.9, 0.97, 0.99];

/**
 * One axis for all estimates, the same to both sides of 50 %. Intervals of very few votes may reach past its end.
 * Ticks are round chances; evenly spaced log-odds make equal steps of strength equally long.
 */
export function chanceAxis(estimates: readonly Estimate[]): ChanceAxis {
  const farthest = Math.max(0, ...estimates.flatMap(({ interval }) => [-interval.low, interval.high]));
  const tick = possibleTicks.slice(2).find((chance) => logOdds(chance) >= farthest) ?? 0.99;
  const reach = logOdds(tick) * 1.06;
  const shown = possibleTicks.filter((chance) => chance <= tick).slice(-4);
  const right = shown.includes(0.5) ? shown : [0.5, ...shown];
  return { reach, ticks: [...right.toReversed().map((chance) => 1 - chance), ...right.slice(1)] };
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
