import { rateChoices, type Estimate } from '../../../main/core/statistics/rate-choices.ts';
import { seededRandom } from '../../../main/core/statistics/seeded-random.ts';
import { simulateArena, type Truth } from './simulate-arena.ts';

export type Scenario = { readonly name: string; readonly truth: Truth; readonly votes: number };

/** Shares of intervals that hold the truth. */
export type Coverage = {
  readonly strengths: number;
  readonly differences: number;
  readonly position: number;
  readonly styles: number;
};

type Plan = { readonly arenas: number; readonly rounds: number; readonly seed: number };

export function measureCoverage({ truth, votes }: Scenario, { arenas, rounds, seed }: Plan): Coverage {
  const random = seededRandom(seed);
  const contestants = truth.strengths.length;
  const mean = truth.strengths.reduce((sum, strength) => sum + strength, 0) / contestants;
  const hits = { strengths: new Share(), differences: new Share(), position: new Share(), styles: new Share() };
  for (let arena = 0; arena < arenas; arena += 1) {
    const choices = simulateArena(truth, votes, random);
    const ratings = rateChoices(choices, { contestants, styles: truth.styles.length, rounds, seed: seed + arena });
    for (const [index, strength] of ratings.strengths.entries()) {
      hits.strengths.add(strength, (truth.strengths[index] ?? 0) - mean);
    }
    for (const { a, b, difference } of ratings.pairs) {
      hits.differences.add(difference, (truth.strengths[a] ?? 0) - (truth.strengths[b] ?? 0));
    }
    if (ratings.position) hits.position.add(ratings.position, truth.position);
    for (const [index, effect] of ratings.styles.entries()) hits.styles.add(effect, truth.styles[index] ?? 0);
  }
  const { strengths, differences, position, styles } = hits;
  return {
    strengths: strengths.value,
    differences: differences.value,
    position: position.value,
    styles: styles.value,
  };
}

class Share {
  #hits = 0;
  #asked = 0;

  get value(): number {
    return this.#hits / this.#asked;
  }

  add({ interval }: Estimate, truth: number): void {
    this.#asked += 1;
    if (interval.low <= truth && truth <= interval.high) this.#hits += 1;
  }
}
