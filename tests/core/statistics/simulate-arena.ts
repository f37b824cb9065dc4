import { leftness } from '../../../main/core/statistics/choice-model.ts';
import type { Choice } from '../../../main/core/statistics/choice.ts';
import type { Random } from '../../../main/core/statistics/seeded-random.ts';

/** What is planted. Log-odds. */
export type Truth = {
  readonly strengths: readonly number[];
  /** Answers of a round. */
  readonly columns: number;
  readonly position: number;
  /** ln ν; null: no ties. */
  readonly tie: number | null;
  /** Effects of features; those of the better contestants are larger, as in real arenas. */
  readonly styles: readonly number[];
};

/** Votes of a person who chooses by the truth: contestants, order and form of answers are drawn anew for each. */
export function simulateArena(truth: Truth, votes: number, random: Random): Choice[] {
  return Array.from({ length: votes }, () => {
    const order = shuffled(truth.strengths.length, random).slice(0, truth.columns);
    const entries = order.map((contestant) => ({
      contestant,
      style: truth.styles.map(() => random() - 0.5 + 0.2 * (truth.strengths[contestant] ?? 0)),
    }));
    const leans = entries.map(
      ({ contestant, style }, place) =>
        (truth.strengths[contestant] ?? 0) +
        truth.position * leftness(place, entries.length) +
        style.reduce((sum, value, index) => sum + value * (truth.styles[index] ?? 0), 0),
    );
    const mean = leans.reduce((sum, lean) => sum + lean, 0) / leans.length;
    const drawn = drawFrom([...leans, ...(truth.tie === null ? [] : [truth.tie + mean])].map(Math.exp), random);
    return { entries, best: drawn < entries.length ? drawn : null };
  });
}

function shuffled(count: number, random: Random): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ index }) => index);
}

function drawFrom(weights: readonly number[], random: Random): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const place = weights.findIndex((weight) => (left -= weight) < 0);
  return place < 0 ? weights.length - 1 : place;
}
