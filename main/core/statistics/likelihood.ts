import type { Design } from './choice-model.ts';

/** Written anew by every evaluation. */
export type Slopes = {
  readonly gradient: Float64Array;
  /** Negative second derivatives, row by row. */
  readonly curvature: Float64Array;
};

type Scratch = { readonly chances: Float64Array; readonly mean: Float64Array };

/**
 * Log-likelihood of multinomial choices (McFadden, 1974) and its derivatives: an outcome's chance is its weight among the
 * weights of all outcomes of its round. Evaluated thousands of times a second, hence plain loops over flat arrays.
 */
export class Likelihood {
  readonly #designs: readonly Design[];
  readonly #scratch: Scratch;

  constructor(designs: readonly Design[]) {
    this.#designs = designs;
    const widest = Math.max(1, ...designs.map(({ outcomes, indices }) => Math.max(outcomes, indices.length)));
    this.#scratch = { chances: new Float64Array(widest), mean: new Float64Array(widest) };
  }

  /**
   * Adds to `slopes`.
   * @param counts how often each outcome of each design happened.
   * @returns the log-likelihood.
   */
  evaluate(point: Float64Array, counts: Float64Array, slopes: Slopes): number {
    let height = 0;
    for (const design of this.#designs) {
      let total = 0;
      for (let outcome = 0; outcome < design.outcomes; outcome += 1) total += counts[design.offset + outcome] ?? 0;
      if (total === 0) continue;
      height += weigh(design, point, counts, this.#scratch);
      addSlopes(design, { counts, total }, this.#scratch, slopes);
    }
    return height;
  }
}

/** Fills in the chances of the outcomes and the mean of their features. @returns the log-likelihood of the counts. */
function weigh(design: Design, point: Float64Array, counts: Float64Array, { chances, mean }: Scratch): number {
  const { indices, features, outcomes, offset } = design;
  const width = indices.length;
  let highest = Number.NEGATIVE_INFINITY;
  for (let outcome = 0; outcome < outcomes; outcome += 1) {
    let weight = 0;
    for (let column = 0; column < width; column += 1) {
      weight += (features[outcome * width + column] ?? 0) * (point[indices[column] ?? 0] ?? 0);
    }
    chances[outcome] = weight;
    if (weight > highest) highest = weight;
  }
  let sum = 0;
  for (let outcome = 0; outcome < outcomes; outcome += 1) sum += Math.exp((chances[outcome] ?? 0) - highest);
  const logSum = highest + Math.log(sum);
  let height = 0;
  mean.fill(0);
  for (let outcome = 0; outcome < outcomes; outcome += 1) {
    const logChance = (chances[outcome] ?? 0) - logSum;
    const chance = Math.exp(logChance);
    height += (counts[offset + outcome] ?? 0) * logChance;
    chances[outcome] = chance;
    for (let column = 0; column < width; column += 1) {
      mean[column] = (mean[column] ?? 0) + chance * (features[outcome * width + column] ?? 0);
    }
  }
  return height;
}

type Counted = { readonly counts: Float64Array; readonly total: number };

function addSlopes(design: Design, { counts, total }: Counted, { chances, mean }: Scratch, slopes: Slopes): void {
  const { indices, features, outcomes, offset } = design;
  const { gradient, curvature } = slopes;
  const width = indices.length;
  const size = gradient.length;
  for (let row = 0; row < width; row += 1) {
    const place = indices[row] ?? 0;
    const rowMean = mean[row] ?? 0;
    let pull = -total * rowMean;
    for (let outcome = 0; outcome < outcomes; outcome += 1) {
      pull += (counts[offset + outcome] ?? 0) * (features[outcome * width + row] ?? 0);
    }
    gradient[place] = (gradient[place] ?? 0) + pull;
    for (let column = 0; column < width; column += 1) {
      let bend = -rowMean * (mean[column] ?? 0);
      for (let outcome = 0; outcome < outcomes; outcome += 1) {
        const start = outcome * width;
        bend += (chances[outcome] ?? 0) * (features[start + row] ?? 0) * (features[start + column] ?? 0);
      }
      const cell = place * size + (indices[column] ?? 0);
      curvature[cell] = (curvature[cell] ?? 0) + total * bend;
    }
  }
}
