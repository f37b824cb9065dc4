/** One contestant met another on one prompt. Contestants are numbered from 0. */
export type Comparison = {
  readonly left: number;
  readonly right: number;
  /** `tie`: also where both were called bad: neither was preferred. */
  readonly outcome: 'left' | 'right' | 'tie';
  /** What was measured of both, left minus right, normalised (see `style-difference.ts`); empty where style is not controlled. */
  readonly style: readonly number[];
};

/** One decision of a person. Several comparisons came of it when there were more than two columns. */
export type Vote = { readonly comparisons: readonly Comparison[] };
