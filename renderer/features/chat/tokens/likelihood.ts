import type { ScoredToken } from '../../../../main/contract/token-view.ts';

/** 4: nearly certain … 0: surprising. The steps are ours: people tell five tints apart, and few words for them. */
export type Likelihood = 0 | 1 | 2 | 3 | 4;

export function likelihoodOf(probability: number): Likelihood {
  if (probability >= 0.9) return 4;
  if (probability >= 0.5) return 3;
  if (probability >= 0.2) return 2;
  return probability >= 0.05 ? 1 : 0;
}

/** Its place among the likeliest, 1 first; null when it is not one of those that are told. */
export function rankOf({ id, alternatives }: Pick<ScoredToken, 'id' | 'alternatives'>): number | null {
  const place = alternatives.findIndex((other) => other.id === id);
  return place === -1 ? null : place + 1;
}

/**
 * Whether other words can stand at a place: at the beginning, where words stand, and where the reply ended. A mark in the
 * middle, such as the end of thoughts, belongs to what is around it.
 */
export function canExchange(tokens: readonly Pick<ScoredToken, 'kind'>[], place: number): boolean {
  const isWord = tokens[place]?.kind !== null;
  return place === 0 || isWord || tokens.slice(place).every(({ kind }) => kind === null);
}

/** A token's text alone, its spaces and ends of lines made visible. */
export function nameOf(text: string): string {
  return text.replaceAll(' ', '·').replaceAll('\n', '↵').replaceAll('\t', '⇥').replaceAll('\r', '␍') || '∅';
}
