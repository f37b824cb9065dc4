import type { Comparison, Vote } from './comparison.ts';
import { fitRatings, type Fit, type Weighted } from './fit-ratings.ts';
import { seededRandom, type Random } from './seeded-random.ts';

export type Interval = { readonly low: number; readonly high: number };
export type Estimate = { readonly value: number; readonly interval: Interval };

/** Natural log-odds; strengths' mean is 0. Intervals hold 95 % of the bootstrap. */
export type Ratings = {
  readonly contestants: readonly Estimate[];
  /** What being on the left adds. */
  readonly position: Estimate;
  readonly styles: readonly Estimate[];
  readonly tie: number;
  /** `differences[a][b]`: strength of a minus that of b. */
  readonly differences: readonly (readonly Estimate[])[];
  readonly votes: number;
};

export type RateOptions = {
  readonly contestants: number;
  readonly styles: number;
  readonly rounds?: number;
  readonly seed?: number;
};

const defaultRounds = 1000;

/**
 * Ratings of contestants with intervals by the percentile bootstrap (Efron & Tibshirani, 1993, ch. 13). Whole votes are
 * drawn, not comparisons: those of one vote are one opinion.
 */
export function rateContestants(votes: readonly Vote[], options: RateOptions): Ratings {
  const { contestants, styles, rounds = defaultRounds, seed = 1 } = options;
  const rows = createRows(votes, options);
  const best = fitRatings(rows.weigh(votes.map(() => 1)), { contestants, styles });
  const random = seededRandom(seed);
  const fits: Fit[] = [];
  for (let round = 0; round < rounds; round += 1) {
    fits.push(fitRatings(rows.weigh(drawnCounts(votes.length, random)), { contestants, styles, start: best }));
  }
  const estimate = (read: (fit: Fit) => number): Estimate => ({ value: read(best), interval: middle(fits.map(read)) });
  const each = Array.from({ length: contestants }, (_, index) => index);
  return {
    contestants: each.map((index) => estimate((fit) => fit.strengths[index] ?? 0)),
    position: estimate((fit) => fit.position),
    styles: Array.from({ length: styles }, (_, index) => estimate((fit) => fit.styles[index] ?? 0)),
    tie: best.tie,
    differences: each.map((a) => each.map((b) => estimate((fit) => (fit.strengths[a] ?? 0) - (fit.strengths[b] ?? 0)))),
    votes: votes.length,
  };
}

/** How often each of `count` votes is drawn when `count` are drawn with replacement. */
function drawnCounts(count: number, random: Random): number[] {
  const counts = Array.from({ length: count }, () => 0);
  for (let draw = 0; draw < count; draw += 1) {
    const index = Math.floor(random() * count);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** Equal comparisons are one row: with few contestants a fit then costs the same for ten votes and ten thousand. */
function createRows(votes: readonly Vote[], { styles }: RateOptions) {
  const distinct: Comparison[] = [];
  const places = new Map<string, number>();
  const placesOf = votes.map(({ comparisons }) =>
    comparisons.map((comparison) => {
      const { left, right, outcome, style } = comparison;
      const key = styles === 0 ? `${left} ${right} ${outcome}` : `${left} ${right} ${outcome} ${style.join(' ')}`;
      const place = places.get(key) ?? distinct.push(comparison) - 1;
      places.set(key, place);
      return place;
    }),
  );
  return {
    weigh(counts: readonly number[]): Weighted[] {
      const weights = new Float64Array(distinct.length);
      for (const [vote, of] of placesOf.entries()) {
        const count = counts[vote] ?? 0;
        if (count > 0) for (const place of of) weights[place] = (weights[place] ?? 0) + count;
      }
      return distinct.flatMap((comparison, place) => {
        const weight = weights[place] ?? 0;
        return weight > 0 ? [{ comparison, weight }] : [];
      });
    },
  };
}

function middle(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

/** Linear between neighbours: Hyndman & Fan (1996), definition 7. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
