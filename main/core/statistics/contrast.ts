import type { Fit } from './fit-choices.ts';

/** A weighted sum of parameters. */
export type Contrast = readonly (readonly [index: number, factor: number])[];

/** One contestant's strength against the mean of its group. */
export function strengthContrast(contestant: number, group: readonly number[]): Contrast {
  return group.map((member) => [member, (member === contestant ? 1 : 0) - 1 / group.length]);
}

export function differenceContrast(a: number, b: number): Contrast {
  return [
    [a, 1],
    [b, -1],
  ];
}

export function valueOf(contrast: Contrast, point: Float64Array): number {
  let sum = 0;
  for (const [index, factor] of contrast) sum += factor * (point[index] ?? 0);
  return sum;
}

/** Standard error by the information (Wald). */
export function errorOf(contrast: Contrast, { point, covariance }: Fit): number {
  const size = point.length;
  let variance = 0;
  for (const [row, rowFactor] of contrast) {
    for (const [column, factor] of contrast) variance += rowFactor * factor * (covariance[row * size + column] ?? 0);
  }
  return Math.sqrt(Math.max(0, variance));
}
