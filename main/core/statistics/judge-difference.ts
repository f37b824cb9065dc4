import type { Verdict } from '../../contract/ratings.ts';
import { normal975, normalBelow } from './normal-distribution.ts';
import type { Estimate } from './rate-choices.ts';

/** Log-odds of a difference worth knowing: 60 % against 40 %. */
const worthKnowing = Math.log(0.6 / 0.4);
/** How far contestants lie apart before anything is known (standard deviation, log-odds): what differences usually are. */
const usualSpread = 1;
/** Chance of a verdict that makes more votes worth naming. */
const chanceWanted = 0.8;
const mostVotes = 100_000;

export type DifferenceFacts = {
  readonly difference: Estimate;
  /** In which both stood. */
  readonly votes: number;
  /** Natural logarithm of ν; −∞ without ties. */
  readonly tie: number;
};

/** What may honestly be said about two contestants. Nobody is called better before they met, directly or through others. */
export function judgeDifference({ difference, votes, tie }: DifferenceFacts): Verdict {
  const { low, high } = difference.interval;
  if (low > 0) return { kind: 'better', votes };
  if (high < 0) return { kind: 'worse', votes };
  if (low > -worthKnowing && high < worthKnowing) return { kind: 'no-difference-seen', votes };
  const error = (high - low) / (2 * normal975);
  return { kind: 'not-enough', votes, more: votesMissing({ value: difference.value, error }, tie) };
}

type Known = { readonly value: number; readonly error: number };

/** The fewest further votes between the two after which a verdict has a chance of 80 %, found by halving. */
function votesMissing(known: Known, tie: number): number {
  let enough = 1;
  while (enough < mostVotes && chanceOfVerdict(known, tie, enough) < chanceWanted) enough *= 2;
  let few = enough / 2;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (chanceOfVerdict(known, tie, middle) < chanceWanted) few = middle;
    else enough = middle;
  }
  return enough;
}

/**
 * Chance of a verdict after `more` votes, by what is known now: the difference itself is uncertain, and so is what the new
 * votes will say (preposterior analysis: Raiffa & Schlaifer, 1961, ch. 5; "assurance": O'Hagan et al., 2005).
 */
function chanceOfVerdict({ value, error }: Known, tie: number, more: number): number {
  const precision = 1 / error ** 2;
  const believed = (value * precision) / (precision + 1 / usualSpread ** 2);
  const doubt = 1 / (precision + 1 / usualSpread ** 2);
  const added = more * informationOf(believed, tie);
  const share = added / (precision + added);
  const middle = (1 - share) * value + share * believed;
  const deviation = share * Math.sqrt(doubt + 1 / added);
  const reach = normal975 / Math.sqrt(precision + added);
  const below = (x: number): number => normalBelow((x - middle) / deviation);
  const same = worthKnowing - reach;
  if (same >= reach) return 1;
  return 1 - below(reach) + below(-reach) + (same > 0 ? below(same) - below(-same) : 0);
}

/** Fisher information of one vote about η: Var of (won − lost) / 2 in Davidson's model. */
function informationOf(lean: number, tie: number): number {
  const left = Math.exp(lean / 2);
  const right = Math.exp(-lean / 2);
  const sum = left + right + Math.exp(tie);
  return ((left + right) / sum - ((left - right) / sum) ** 2) / 4;
}
