/** 97.5 % of a standard normal variable lies below. */
export const normal975 = 1.959963984540054;

/** Chance that a standard normal variable lies below `x`; absolute error < 8e-8 (Abramowitz & Stegun, 1964, 26.2.17). */
export function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return x > 0 ? 1 - tail : tail;
}
