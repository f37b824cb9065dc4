import type { TextStatistics } from '../../contract/answer-figures.ts';
import { styleFeatures, type StyleFeature } from '../../contract/ratings.ts';

const readers: Readonly<Record<StyleFeature, (statistics: TextStatistics) => number>> = {
  length: ({ characters }) => characters,
  headings: ({ headings }) => headings,
  lists: ({ listItems }) => listItems,
  bold: ({ bold }) => bold,
  code: ({ codeBlocks }) => codeBlocks,
};

export type MeasuredStyle = {
  /** Those in which any answers differed. */
  readonly features: readonly StyleFeature[];
  /** By round, by answer, by feature: differences within a round are in units of their standard deviation. */
  readonly rounds: readonly (readonly (readonly number[])[])[];
};

/**
 * Form of answers, comparable within a round. Of two answers the difference is (a − b) / (a + b), divided by its standard
 * deviation over all votes (Li, Angelopoulos & Chiang, 2024); of more answers it is taken of their mean instead: a / 2m.
 */
export function measureStyle(rounds: readonly (readonly TextStatistics[])[]): MeasuredStyle {
  const measured = styleFeatures.flatMap((feature) => {
    const shares = rounds.map((answers) => sharesOf(answers.map(readers[feature])));
    const deviation = deviationOf(shares);
    return deviation === 0 ? [] : [{ feature, values: shares.map((round) => round.map((share) => share / deviation)) }];
  });
  return {
    features: measured.map(({ feature }) => feature),
    rounds: rounds.map((answers, round) =>
      answers.map((_, answer) => measured.map(({ values }) => values[round]?.[answer] ?? 0)),
    ),
  };
}

/** Half of how often the mean goes into each; all the same where there is nothing of it. */
function sharesOf(amounts: readonly number[]): number[] {
  const mean = amounts.reduce((sum, amount) => sum + amount, 0) / Math.max(1, amounts.length);
  return amounts.map((amount) => (mean === 0 ? 0.5 : amount / (2 * mean)));
}

/** Of the differences of all pairs within rounds; which of two is the first is chance, so their mean is 0. */
function deviationOf(rounds: readonly (readonly number[])[]): number {
  const squares = rounds.flatMap((shares) =>
    shares.flatMap((share, place) => shares.slice(place + 1).map((other) => (share - other) ** 2)),
  );
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, squares.length));
}
