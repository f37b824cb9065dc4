import { z } from 'zod';
import type { contestantIdSchema } from './ids.ts';
import { tagSchema } from './organise.ts';

/** What ratings are computed from. */
export const ratingsInputSchema = z.object({
  /** `model`: all contestants of one file are one. */
  by: z.enum(['contestant', 'model']),
  /** Null: votes of any tag. */
  tag: tagSchema.nullable(),
  onlyBlind: z.boolean(),
  /** Takes length and form of answers out of the ratings (Chiang et al., 2024). */
  controlsStyle: z.boolean(),
});
export type RatingsInput = z.infer<typeof ratingsInputSchema>;

const intervalSchema = z.object({ low: z.number(), high: z.number() });
/** Natural log-odds with a 95 % interval. */
export const estimateSchema = z.object({ value: z.number(), interval: intervalSchema });
export type Estimate = z.infer<typeof estimateSchema>;

export const verdictSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('better'), votes: z.number().int() }),
  z.object({ kind: z.literal('worse'), votes: z.number().int() }),
  /** A difference worth knowing would have been seen. */
  z.object({ kind: z.literal('no-difference-seen'), votes: z.number().int() }),
  /** `more`: votes between the two after which a verdict has a chance of about 80 %. */
  z.object({ kind: z.literal('not-enough'), votes: z.number().int(), more: z.number().int().positive() }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

export const styleFeatures = ['length', 'headings', 'lists', 'bold', 'code'] as const;
export type StyleFeature = (typeof styleFeatures)[number];

/** One that was rated. The mean of the strengths of a group is 0. */
export type Rated = {
  /** Contestants that it stands for; one, unless models are rated. */
  readonly contestantIds: readonly z.infer<typeof contestantIdSchema>[];
  readonly modelId: string;
  readonly name: string;
  readonly strength: Estimate;
  /** Places in its group that it may have by the intervals of the differences: 1 is the best. */
  readonly rank: { readonly best: number; readonly worst: number };
  readonly votes: number;
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
};

/** Two that met, directly or through others. */
export type RatedPair = {
  readonly a: number;
  readonly b: number;
  /** Strength of `a` minus that of `b`. */
  readonly difference: Estimate;
  /** Votes in which both stood. */
  readonly votes: number;
  readonly verdict: Verdict;
};

export type Ratings = {
  readonly version: number;
  /** Best first; `a` and `b` of pairs are places in here. */
  readonly rated: readonly Rated[];
  readonly pairs: readonly RatedPair[];
  /** Log-odds that standing first instead of last adds; null where the order changed too little to tell. */
  readonly position: Estimate | null;
  /** Log-odds of each feature, in units of its standard deviation; empty without style control. */
  readonly styles: readonly { readonly feature: StyleFeature; readonly effect: Estimate }[];
  readonly votes: number;
  readonly ties: number;
  /** Groups that never met each other, by places: they cannot be compared. One group where all can. */
  readonly groups: readonly (readonly number[])[];
};
