/** One decision of a person among the answers of one round. Contestants are numbered from 0. */
export type Choice = {
  /** In the order in which they stood, first on the left; two or more. */
  readonly entries: readonly Entry[];
  /** Place of the best one; null: none was preferred (a tie, or all bad). */
  readonly best: number | null;
};

export type Entry = {
  readonly contestant: number;
  /** One number a feature (see `measure-style.ts`); empty where style is not controlled. */
  readonly style: readonly number[];
};
