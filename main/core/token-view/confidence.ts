import type { Confidence, ScoredToken } from '../../contract/token-view.ts';

/** As many as a person looks through. */
const leastCertainShown = 8;
/** A token that is likelier than all others together is not uncertain. */
const certain = 0.5;

/** What each token's part in it is: kept apart from the tokens, which may be many. */
export type ConfidenceSum = {
  add(place: number, token: ScoredToken): void;
  result(): Confidence;
};

/** Of the words of a reply; marks and its end are no words. Perplexity: Jelinek et al., 1977. */
export function createConfidenceSum(): ConfidenceSum {
  let tokens = 0;
  let probabilities = 0;
  let logs = 0;
  let firstChoices = 0;
  let least: { readonly place: number; readonly log: number }[] = [];
  return {
    add(place, { kind, id, probability, logProbability, alternatives }) {
      if (kind === null) return;
      tokens += 1;
      probabilities += probability;
      logs += logProbability;
      if (alternatives[0]?.id === id) firstChoices += 1;
      if (kind !== 'text' || probability >= certain) return;
      least.push({ place, log: logProbability });
      if (least.length > leastCertainShown * 4) least = smallest(least);
    },
    result: () => ({
      tokens,
      meanProbability: tokens === 0 ? 0 : probabilities / tokens,
      perplexity: tokens === 0 ? 1 : Math.exp(-logs / tokens),
      firstChoiceShare: tokens === 0 ? 0 : firstChoices / tokens,
      leastCertain: smallest(least).map(({ place }) => place),
    }),
  };
}

function smallest<T extends { readonly log: number }>(tokens: readonly T[]): T[] {
  return tokens.toSorted((one, other) => one.log - other.log).slice(0, leastCertainShown);
}
