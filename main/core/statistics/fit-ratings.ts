import type { Comparison } from './comparison.ts';
import { solvePositive } from './solve-positive.ts';

/** A comparison that happened `weight` times. */
export type Weighted = { readonly comparison: Comparison; readonly weight: number };

export type FitOptions = {
  readonly contestants: number;
  /** Length of every comparison's `style`. */
  readonly styles: number;
  /** Where the search begins; a fit of nearly the same votes is found in two or three steps. */
  readonly start?: Fit | null;
};

/** Strengths are natural log-odds, their mean 0. */
export type Fit = {
  readonly strengths: readonly number[];
  /** Log-odds that being on the left adds. */
  readonly position: number;
  /** Log-odds of one unit of each style difference. */
  readonly styles: readonly number[];
  /** Natural logarithm of Davidson's ν: how readily ties are given. */
  readonly tie: number;
};

/**
 * A very wide prior on every parameter (normal, this many log-odds): it keeps the fit finite where one contestant won
 * everything, and changes nothing that votes have decided.
 */
const priorDeviation = 5;
const mostSteps = 60;
const closeEnough = 1e-9;

/**
 * Bradley–Terry with ties, the place on the screen and style: the likeliest parameters of
 * P(left) = e^(η/2)/Z, P(right) = e^(−η/2)/Z, P(tie) = ν/Z with η = strength(left) − strength(right) + position + style·δ.
 * Sources: Bradley & Terry (1952); ties: Davidson (1970); order: Davidson & Beaver (1977); style as further covariates:
 * Chiang et al. (2024). The log-likelihood is concave; Newton's method with halved steps finds its one maximum.
 */
export function fitRatings(rows: readonly Weighted[], options: FitOptions): Fit {
  const { contestants } = options;
  const size = contestants + 2 + options.styles;
  let point = options.start ? pack(options.start) : new Float64Array(size);
  let height = posterior(rows, point, contestants).height;
  for (let step = 0; step < mostSteps; step += 1) {
    const { gradient, curvature } = derivatives(rows, point, contestants);
    const move = solvePositive({ size, values: curvature }, gradient);
    if (!move) break;
    const next = climb(rows, { point, move, height, contestants });
    const gain = next.height - height;
    point = next.point;
    height = next.height;
    if (gain < closeEnough) break;
  }
  return unpack(point, contestants);
}

type Climb = {
  readonly point: Float64Array;
  readonly move: Float64Array;
  readonly height: number;
  readonly contestants: number;
};

/** Newton's step, halved until it leads up. */
function climb(rows: readonly Weighted[], { point, move, height, contestants }: Climb) {
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = point.map((value, index) => value + share * (move[index] ?? 0));
    const reached = posterior(rows, next, contestants).height;
    if (reached >= height) return { point: next, height: reached };
  }
  return { point, height };
}

type Chances = { readonly left: number; readonly right: number; readonly tie: number; readonly logSum: number };

/** @param lean η of the comparison. */
export function chancesOf(lean: number, tie: number): Chances {
  const highest = Math.max(Math.abs(lean) / 2, tie);
  const left = Math.exp(lean / 2 - highest);
  const right = Math.exp(-lean / 2 - highest);
  const both = Math.exp(tie - highest);
  const sum = left + right + both;
  return { left: left / sum, right: right / sum, tie: both / sum, logSum: highest + Math.log(sum) };
}

/** Parameters in one row: strengths, position, tie, styles. */
const tieAt = (contestants: number): number => contestants + 1;

function leanOf({ left, right, style }: Comparison, point: Float64Array, contestants: number): number {
  let lean = value(point, left) - value(point, right) + value(point, contestants);
  for (let index = 0; index < style.length; index += 1) lean += (style[index] ?? 0) * value(point, contestants + 2 + index);
  return lean;
}

function posterior(rows: readonly Weighted[], point: Float64Array, contestants: number): { readonly height: number } {
  let height = 0;
  for (const parameter of point) height -= parameter ** 2 / (2 * priorDeviation ** 2);
  const tie = value(point, tieAt(contestants));
  for (const { comparison, weight } of rows) {
    const lean = leanOf(comparison, point, contestants);
    const chosen = comparison.outcome === 'tie' ? tie : comparison.outcome === 'left' ? lean / 2 : -lean / 2;
    height += weight * (chosen - chancesOf(lean, tie).logSum);
  }
  return { height };
}

function derivatives(rows: readonly Weighted[], point: Float64Array, contestants: number) {
  const size = point.length;
  const gradient = point.map((parameter) => -parameter / priorDeviation ** 2);
  const curvature = new Float64Array(size * size);
  for (let index = 0; index < size; index += 1) curvature[index * size + index] = 1 / priorDeviation ** 2;
  const tieIndex = tieAt(contestants);
  const tie = value(point, tieIndex);
  for (const { comparison, weight } of rows) {
    const { left, right, tie: drawn } = chancesOf(leanOf(comparison, point, contestants), tie);
    const won = comparison.outcome === 'left' ? 0.5 : comparison.outcome === 'right' ? -0.5 : 0;
    const pull = weight * (won - (left - right) / 2);
    const bend = weight * ((left + right) / 4 - (left - right) ** 2 / 4);
    const cross = weight * (-(left - right) / 2) * drawn;
    const terms = termsOf(comparison, contestants);
    for (const [index, factor] of terms) {
      gradient[index] = value(gradient, index) + pull * factor;
      for (const [other, otherFactor] of terms) add(curvature, index * size + other, bend * factor * otherFactor);
      add(curvature, index * size + tieIndex, cross * factor);
      add(curvature, tieIndex * size + index, cross * factor);
    }
    gradient[tieIndex] = value(gradient, tieIndex) + weight * ((comparison.outcome === 'tie' ? 1 : 0) - drawn);
    add(curvature, tieIndex * size + tieIndex, weight * drawn * (1 - drawn));
  }
  return { gradient, curvature };
}

/** Which parameters η is made of, and how much of each. */
function termsOf({ left, right, style }: Comparison, contestants: number): readonly (readonly [number, number])[] {
  const styles = style.map((difference, index): readonly [number, number] => [contestants + 2 + index, difference]);
  return [[left, 1], [right, -1], [contestants, 1], ...styles];
}

function pack({ strengths, position, tie, styles }: Fit): Float64Array {
  return Float64Array.from([...strengths, position, tie, ...styles]);
}

function unpack(point: Float64Array, contestants: number): Fit {
  const strengths = [...point.subarray(0, contestants)];
  const mean = strengths.reduce((sum, strength) => sum + strength, 0) / Math.max(1, contestants);
  return {
    strengths: strengths.map((strength) => strength - mean),
    position: value(point, contestants),
    tie: value(point, tieAt(contestants)),
    styles: [...point.subarray(contestants + 2)],
  };
}

function add(values: Float64Array, index: number, amount: number): void {
  values[index] = value(values, index) + amount;
}

function value(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
