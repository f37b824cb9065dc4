import { bootstrapChoices, type Resampled } from './bootstrap-choices.ts';
import {
  compileChoices,
  parameterCount,
  positionIndex,
  styleIndex,
  tieIndex,
  type ChoiceModel,
} from './choice-model.ts';
import type { Choice } from './choice.ts';
import { differenceContrast, errorOf, strengthContrast, type Contrast } from './contrast.ts';
import { findGroups } from './find-groups.ts';
import { covarianceAt } from './fit-choices.ts';
import { Likelihood } from './likelihood.ts';
import { seededRandom } from './seeded-random.ts';
import { studentInterval, type Interval } from './student-interval.ts';

/** Natural log-odds with a 95 % interval. */
export type Estimate = { readonly value: number; readonly interval: Interval };

export type PairDifference = {
  readonly a: number;
  readonly b: number;
  /** Strength of `a` minus that of `b`. */
  readonly difference: Estimate;
};

export type ChoiceRatings = {
  /** By contestant; their mean is 0 within each group. */
  readonly strengths: readonly Estimate[];
  /** Of all that stand in one group, `a` < `b`. */
  readonly pairs: readonly PairDifference[];
  /** What standing first instead of last adds; null where the order says too little. */
  readonly position: Estimate | null;
  readonly styles: readonly Estimate[];
  /** Natural logarithm of ν, how readily a tie is given between two; −∞ where none was. */
  readonly tie: number;
  readonly groups: readonly (readonly number[])[];
};

export type RateOptions = {
  readonly contestants: number;
  /** Length of every entry's `style`. */
  readonly styles: number;
  /** Times that votes are drawn. */
  readonly rounds?: number;
  readonly seed?: number;
};

/** Enough that the seed moves an end of an interval by about 2 % of its length. */
const defaultRounds = 1000;
/** Log-odds. An order that would tell the position no better than this is not asked for it. */
const worstPositionError = 1;

/**
 * Strengths of contestants by what people chose: Bradley & Terry (1952) for two, Luce (1959) for more, with ties
 * (Davidson, 1970), position (Davidson & Beaver, 1977) and style (Li, Angelopoulos & Chiang, 2024). Formulas:
 * docs/statistics.md.
 */
export function rateChoices(choices: readonly Choice[], options: RateOptions): ChoiceRatings {
  const { contestants, rounds = defaultRounds, seed = 1 } = options;
  const model = modelFor(choices, options);
  const groups = findGroups(choices, contestants);
  const pairs = pairsOf(groups);
  const contrasts: Contrast[] = [
    ...Array.from({ length: contestants }, (_, index) => strengthContrast(index, groupOf(groups, index))),
    ...pairs.map(([a, b]) => differenceContrast(a, b)),
    ...(model.hasPosition ? [single(positionIndex(model))] : []),
    ...Array.from({ length: model.styles }, (_, style) => single(styleIndex(model) + style)),
  ];
  const { fit, resampled } = bootstrapChoices(choices, { model, contrasts, rounds, random: seededRandom(seed) });
  const estimates = resampled.map(toEstimate);
  const rest = estimates.slice(contestants + pairs.length);
  const tie = model.tieSizes.indexOf(2);
  return {
    strengths: estimates.slice(0, contestants),
    pairs: pairs.flatMap(([a, b], index) => {
      const difference = estimates[contestants + index];
      return difference ? [{ a, b, difference }] : [];
    }),
    position: model.hasPosition ? (rest[0] ?? null) : null,
    styles: rest.slice(model.hasPosition ? 1 : 0),
    tie: tie < 0 ? Number.NEGATIVE_INFINITY : (fit.point[tieIndex(model) + tie] ?? 0),
    groups,
  };
}

/** What these votes can tell of: a tie that never happened, or an order that never changed, is no parameter. */
function modelFor(choices: readonly Choice[], { contestants, styles }: RateOptions): ChoiceModel {
  const sizes = choices.flatMap(({ entries, best }) => (best === null ? [entries.length] : []));
  const model = { contestants, styles, hasPosition: true, tieSizes: [...new Set(sizes)].toSorted((a, b) => a - b) };
  const { designs, slots, slotCount } = compileChoices(choices, model);
  const counts = new Float64Array(slotCount);
  for (const slot of slots) counts[slot] = (counts[slot] ?? 0) + 1;
  const point = new Float64Array(parameterCount(model));
  const covariance = covarianceAt(new Likelihood(designs), counts, point);
  const error = errorOf(single(positionIndex(model)), { point, covariance });
  return { ...model, hasPosition: error <= worstPositionError };
}

function pairsOf(groups: readonly (readonly number[])[]): (readonly [number, number])[] {
  return groups.flatMap((group) =>
    group.flatMap((a) => group.filter((b) => a < b).map((b): readonly [number, number] => [a, b])),
  );
}

function groupOf(groups: readonly (readonly number[])[], contestant: number): readonly number[] {
  return groups.find((group) => group.includes(contestant)) ?? [contestant];
}

function single(index: number): Contrast {
  return [[index, 1]];
}

function toEstimate(resampled: Resampled): Estimate {
  return { value: resampled.value, interval: studentInterval(resampled) };
}
