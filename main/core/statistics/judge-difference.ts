import type { Estimate } from './rate-contestants.ts';

/** What may honestly be said about two contestants. */
export type Verdict =
  | { readonly kind: 'better' | 'worse'; readonly votes: number }
  /** Enough was voted to see a difference worth having, and there is none. */
  | { readonly kind: 'no-difference-seen'; readonly votes: number }
  | { readonly kind: 'not-enough'; readonly votes: number; readonly more: number };

/** Log-odds of a difference worth knowing: 60 % against 40 %. */
const worthKnowing = Math.log(0.6 / 0.4);
/** 95 % certainty on both sides and an 80 % chance of seeing what is there. */
const normal975 = 1.959963984540054;
const normal80 = 0.8416212335729143;

/**
 * @param difference of strengths, log-odds.
 * @param votes in which both stood against each other.
 */
export function judgeDifference(difference: Estimate, votes: number): Verdict {
  const { low, high } = difference.interval;
  if (votes > 0 && low > 0) return { kind: 'better', votes };
  if (votes > 0 && high < 0) return { kind: 'worse', votes };
  if (votes > 0 && low > -worthKnowing && high < worthKnowing) return { kind: 'no-difference-seen', votes };
  return { kind: 'not-enough', votes, more: votesMissing(difference, votes) };
}

/**
 * Votes that would probably decide: the standard error shrinks with the root of their number, and has to be small enough
 * for the difference that was seen, or for the smallest one worth knowing (Cohen, 1988, ch. 2).
 */
function votesMissing({ value, interval }: Estimate, votes: number): number {
  const error = votes === 0 ? 0 : (interval.high - interval.low) / (2 * normal975);
  // Two contestants of equal strength: one vote tells 1/4 of a unit of information.
  const perVote = votes === 0 || error === 0 ? 4 : error ** 2 * votes;
  const sought = Math.max(Math.abs(value), worthKnowing);
  const needed = (perVote * (normal975 + normal80) ** 2) / sought ** 2;
  return Math.max(1, Math.ceil(needed - votes));
}
