import type { Rated, RatedPair, Ratings } from '../../contract/ratings.ts';
import type { Choice } from '../statistics/choice.ts';
import { judgeDifference } from '../statistics/judge-difference.ts';
import type { ChoiceRatings, PairDifference } from '../statistics/rate-choices.ts';
import type { ArrangedVotes } from './arrange-votes.ts';

/** The ratings as pages show them: the largest group first, the best first in each. */
export function assembleRatings(arranged: ArrangedVotes, found: ChoiceRatings, version: number): Ratings {
  const { choices, features } = arranged;
  const groups = found.groups.map((group) => group.toSorted((a, b) => strengthOf(found, b) - strengthOf(found, a)));
  const order = groups.flat();
  const places = new Map(order.map((contestant, place) => [contestant, place]));
  const placeOf = (contestant: number): number => places.get(contestant) ?? 0;
  return {
    version,
    rated: groups.flatMap((group) => group.flatMap((contestant) => toRated(contestant, group, arranged, found))),
    pairs: found.pairs.map((pair) => toPair(pair, choices, found.tie, placeOf)),
    position: found.position,
    styles: features.flatMap((feature, index) => {
      const effect = found.styles[index];
      return effect ? [{ feature, effect }] : [];
    }),
    votes: choices.length,
    ties: choices.filter(({ best }) => best === null).length,
    groups: groups.map((group) => group.map(placeOf)),
  };
}

function toRated(contestant: number, group: readonly number[], arranged: ArrangedVotes, found: ChoiceRatings): Rated[] {
  const subject = arranged.subjects[contestant];
  const strength = found.strengths[contestant];
  if (!subject || !strength) return [];
  const outcomes = arranged.choices.flatMap((choice) => outcomeOf(choice, contestant));
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
  const better = found.pairs.filter((pair) => isSurely(pair, contestant, 'worse')).length;
  const worse = found.pairs.filter((pair) => isSurely(pair, contestant, 'better')).length;
  return [
    {
      ...subject,
      strength,
      rank: { best: 1 + better, worst: group.length - worse },
      votes: outcomes.length,
      wins: count('win'),
      ties: count('tie'),
      losses: count('loss'),
    },
  ];
}

/** Whether the interval of the difference leaves no doubt about this contestant. */
function isSurely({ a, b, difference }: PairDifference, contestant: number, wanted: 'better' | 'worse'): boolean {
  const { low, high } = difference.interval;
  if (contestant === a) return wanted === 'better' ? low > 0 : high < 0;
  return contestant === b && (wanted === 'better' ? high < 0 : low > 0);
}

/** None where it did not stand. */
function outcomeOf({ entries, best }: Choice, contestant: number): ('win' | 'tie' | 'loss')[] {
  if (!entries.some((entry) => entry.contestant === contestant)) return [];
  if (best === null) return ['tie'];
  return [entries[best]?.contestant === contestant ? 'win' : 'loss'];
}

/** `a` is the one that stands higher up. */
function toPair(
  pair: PairDifference,
  choices: readonly Choice[],
  tie: number,
  placeOf: (contestant: number) => number,
): RatedPair {
  const isTurned = placeOf(pair.a) > placeOf(pair.b);
  const { value, interval } = pair.difference;
  const difference = isTurned
    ? { value: -value, interval: { low: -interval.high, high: -interval.low } }
    : pair.difference;
  const votes = choices.filter(({ entries }) =>
    [pair.a, pair.b].every((one) => entries.some(({ contestant }) => contestant === one)),
  ).length;
  return {
    a: placeOf(isTurned ? pair.b : pair.a),
    b: placeOf(isTurned ? pair.a : pair.b),
    difference,
    votes,
    verdict: judgeDifference({ difference, votes, tie }),
  };
}

function strengthOf({ strengths }: ChoiceRatings, contestant: number): number {
  return strengths[contestant]?.value ?? 0;
}
