import { expect, test } from 'vitest';
import type { Verdict } from '../../../main/contract/ratings.ts';
import type { Choice } from '../../../main/core/statistics/choice.ts';
import { judgeDifference } from '../../../main/core/statistics/judge-difference.ts';
import { rateChoices } from '../../../main/core/statistics/rate-choices.ts';

/** As many duels of 0 against 1, each of them first every other time. */
function duels(wins: number, losses: number, ties = 0): Choice[] {
  const outcomes = [...Array<0>(wins).fill(0), ...Array<1>(losses).fill(1), ...Array<null>(ties).fill(null)];
  return outcomes.map((winner, number) => {
    const stood = number % 2 === 0 ? [0, 1] : [1, 0];
    const entries = stood.map((contestant) => ({ contestant, style: [] }));
    return { entries, best: winner === null ? null : stood.indexOf(winner) };
  });
}

function verdictOn(choices: readonly Choice[]): Verdict {
  const { pairs, tie } = rateChoices(choices, { contestants: 2, styles: 0, rounds: 400 });
  const [pair] = pairs;
  if (!pair) throw new Error('they met');
  return judgeDifference({ difference: pair.difference, votes: choices.length, tie });
}

// Drawing from votes that all say the same gives the same again: by itself the bootstrap would be sure of one vote.
test.each([1, 2, 3, 5])('%i wins and no loss are not enough', (wins) => {
  expect(verdictOn(duels(wins, 0)).kind).toBe('not-enough');
});

test('ten wins and no loss are enough, either way round', () => {
  expect(verdictOn(duels(10, 0)).kind).toBe('better');
  expect(verdictOn(duels(0, 10)).kind).toBe('worse');
});

test('many votes that go both ways rule a difference out', () => {
  expect(verdictOn(duels(60, 60, 60))).toEqual({ kind: 'no-difference-seen', votes: 180 });
});

test('the nearer to a verdict, the fewer votes are missing', () => {
  const missing = [0, 10, 20].map((more) => {
    const verdict = verdictOn(duels(12 + more, 10 + more / 2));
    return verdict.kind === 'not-enough' ? verdict.more : 0;
  });
  expect(missing.toSorted((a, b) => b - a)).toEqual(missing);
  expect(Math.min(...missing)).toBeGreaterThan(10);
});

test('nothing is said between those who never met, and strengths are centred in each group', () => {
  const others = duels(2, 1).map(({ entries, best }) => ({
    entries: entries.map(({ contestant }) => ({ contestant: contestant + 2, style: [] })),
    best,
  }));
  const { pairs, groups, strengths } = rateChoices([...duels(5, 3), ...others], {
    contestants: 5,
    styles: 0,
    rounds: 50,
  });
  expect(groups).toEqual([[0, 1], [2, 3], [4]]);
  expect(pairs.map(({ a, b }) => [a, b])).toEqual([
    [0, 1],
    [2, 3],
  ]);
  for (const group of groups) {
    expect(group.reduce((sum, one) => sum + (strengths[one]?.value ?? Number.NaN), 0)).toBeCloseTo(0, 9);
  }
});

test('an order that never changed tells nothing of the position', () => {
  const entries = [0, 1].map((contestant) => ({ contestant, style: [] }));
  const fixed = Array.from({ length: 40 }, (_, number) => ({ entries, best: number % 3 === 0 ? 1 : 0 }));
  expect(rateChoices(fixed, { contestants: 2, styles: 0, rounds: 50 }).position).toBeNull();
  expect(rateChoices(duels(30, 10), { contestants: 2, styles: 0, rounds: 50 }).position).not.toBeNull();
});
