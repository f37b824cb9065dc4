import type { Resampled } from './bootstrap-choices.ts';
import { normal975 } from './normal-distribution.ts';

export type Interval = { readonly low: number; readonly high: number };

/**
 * 95 % interval by the symmetric bootstrap-t (Hall, 1988): as many standard errors to both sides as hold 95 % of the
 * drawn estimates, each measured by its own error; never fewer than the normal distribution's 1.96, because few votes
 * that all say the same draw nothing but themselves.
 */
export function studentInterval({ value, error, values, errors }: Resampled): Interval {
  // Alone in its group: it is the mean that it is measured from.
  if (error === 0) return { low: value, high: value };
  const distances = values.map((drawn, round) => Math.abs(drawn - value) / (errors[round] ?? 1)).sort();
  const reach = error * Math.max(normal975, quantile(distances, 0.95));
  return { low: value - reach, high: value + reach };
}

/** Linear between neighbours: Hyndman & Fan (1996), definition 7. @returns 0 for none. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * Math.max(0, sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}
