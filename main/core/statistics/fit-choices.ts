import type { Likelihood } from './likelihood.ts';
import { decompose, invert, solve, type Matrix } from './solve-positive.ts';

export type FitOptions = {
  /** Number of parameters. */
  readonly size: number;
  /** Where the search begins; a fit of nearly the same choices is found in two or three steps. */
  readonly start?: Float64Array;
  /** Standard deviation of the prior, log-odds. */
  readonly prior?: number;
  /** Distance to the summit that is near enough, in standard errors. */
  readonly tolerance?: number;
};

export type Fit = {
  readonly point: Float64Array;
  /** Inverse of the information at `point`, row by row. */
  readonly covariance: Float64Array;
};

/**
 * A wide prior on every parameter (normal, this many log-odds): it keeps the fit finite where one contestant won
 * everything, and hardly changes what votes have decided. Chosen by simulation (docs/statistics.md).
 */
const priorDeviation = 2.5;
const mostSteps = 100;

/**
 * The likeliest parameters. The log-likelihood is concave; Newton's method with halved steps finds its one summit
 * (Boyd & Vandenberghe, 2004, §9.5).
 */
export function fitChoices(likelihood: Likelihood, counts: Float64Array, options: FitOptions): Fit {
  const { size, prior = priorDeviation, tolerance = 1e-4 } = options;
  const evaluate = (point: Float64Array) => evaluateAt(likelihood, counts, point, prior);
  let point = options.start ?? new Float64Array(size);
  let here = evaluate(point);
  for (let step = 0; ; step += 1) {
    const factor: Matrix = { size, values: here.curvature };
    if (!decompose(factor)) throw new Error('the prior makes the curvature positive');
    const move = solve(factor, here.gradient);
    // Newton's decrement: the squared distance to the summit in standard errors. The step squares it once more.
    if (dot(move, here.gradient) < tolerance ** 2 || step === mostSteps) {
      return { point: along(point, move, 1), covariance: invert(factor) };
    }
    let share = 1;
    let next = along(point, move, share);
    let there = evaluate(next);
    while (there.height < here.height && share > 1e-9) {
      share /= 2;
      next = along(point, move, share);
      there = evaluate(next);
    }
    point = next;
    here = there;
  }
}

/** Covariance of the parameters by the information at `point`. */
export function covarianceAt(likelihood: Likelihood, counts: Float64Array, point: Float64Array): Float64Array {
  const factor = { size: point.length, values: evaluateAt(likelihood, counts, point, priorDeviation).curvature };
  if (!decompose(factor)) throw new Error('the prior makes the curvature positive');
  return invert(factor);
}

function evaluateAt(likelihood: Likelihood, counts: Float64Array, point: Float64Array, prior: number) {
  const size = point.length;
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  let height = likelihood.evaluate(point, counts, { gradient, curvature });
  for (const [index, value] of point.entries()) {
    height -= value ** 2 / (2 * prior ** 2);
    gradient[index] = (gradient[index] ?? 0) - value / prior ** 2;
    curvature[index * size + index] = (curvature[index * size + index] ?? 0) + 1 / prior ** 2;
  }
  return { height, gradient, curvature };
}

function along(point: Float64Array, move: Float64Array, share: number): Float64Array {
  return point.map((value, index) => value + share * (move[index] ?? 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
