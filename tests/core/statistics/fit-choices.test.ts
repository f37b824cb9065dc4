import { expect, test } from 'vitest';
import {
  compileChoices,
  parameterCount,
  positionIndex,
  styleIndex,
  tieIndex,
} from '../../../main/core/statistics/choice-model.ts';
import type { ChoiceModel } from '../../../main/core/statistics/choice-model.ts';
import type { Choice } from '../../../main/core/statistics/choice.ts';
import { errorOf, strengthContrast, valueOf } from '../../../main/core/statistics/contrast.ts';
import { fitChoices, type Fit } from '../../../main/core/statistics/fit-choices.ts';
import { Likelihood } from '../../../main/core/statistics/likelihood.ts';
import { seededRandom } from '../../../main/core/statistics/seeded-random.ts';
import { fitByAscent, fitByMinorisation } from './reference-fits.ts';
import { simulateArena } from './simulate-arena.ts';

/** Nearly none: the fits of books have no prior. */
const noPrior = 1e4;

function fit(choices: readonly Choice[], model: ChoiceModel, prior: number): Fit {
  const { designs, slots, slotCount } = compileChoices(choices, model);
  const counts = new Float64Array(slotCount);
  for (const slot of slots) counts[slot] = (counts[slot] ?? 0) + 1;
  return fitChoices(new Likelihood(designs), counts, { size: parameterCount(model), prior, tolerance: 1e-8 });
}

function strengthsOf({ point }: Fit, contestants: number): number[] {
  const all = Array.from({ length: contestants }, (_, index) => index);
  return all.map((contestant) => valueOf(strengthContrast(contestant, all), point));
}

function duels(left: number, right: number, wins: number, losses: number, ties = 0): Choice[] {
  const entries = [left, right].map((contestant) => ({ contestant, style: [] }));
  const times = (count: number, best: number | null): Choice[] =>
    Array.from({ length: count }, () => ({ entries, best }));
  return [...times(wins, 0), ...times(losses, 1), ...times(ties, null)];
}

const plain = { hasPosition: false, styles: 0, tieSizes: [] };

test('two contestants without ties: the difference is the logarithm of the odds', () => {
  const { point } = fit(duels(0, 1, 30, 10), { ...plain, contestants: 2 }, noPrior);
  expect((point[0] ?? 0) - (point[1] ?? 0)).toBeCloseTo(Math.log(3), 6);
});

// Davidson's equations for two: wins : losses = e^η : 1, ties² : (wins · losses) = ν².
test('two contestants with ties: η and ν as worked out by hand', () => {
  const model = { ...plain, contestants: 2, tieSizes: [2] };
  const { point } = fit(duels(0, 1, 36, 9, 12), model, noPrior);
  expect((point[0] ?? 0) - (point[1] ?? 0)).toBeCloseTo(Math.log(4), 6);
  expect(point[tieIndex(model)]).toBeCloseTo(Math.log(12 / Math.sqrt(36 * 9)), 6);
});

test('three at once: strengths are the logarithms of how often each was best', () => {
  const entries = [0, 1, 2].map((contestant) => ({ contestant, style: [] }));
  const choices = [50, 30, 20].flatMap((count, best) => Array.from({ length: count }, () => ({ entries, best })));
  const { point } = fit(choices, { ...plain, contestants: 3 }, noPrior);
  expect((point[0] ?? 0) - (point[1] ?? 0)).toBeCloseTo(Math.log(5 / 3), 6);
  expect((point[1] ?? 0) - (point[2] ?? 0)).toBeCloseTo(Math.log(3 / 2), 6);
});

test('agrees with minorisation–maximisation to 1e-6', () => {
  const random = seededRandom(3);
  const tallies = [0, 1, 2, 3, 4].flatMap((a) =>
    [0, 1, 2, 3, 4]
      .filter((b) => a < b)
      .map((b) => ({ a, b, wins: 3 + Math.floor(random() * 20), losses: 1 + Math.floor(random() * 9) })),
  );
  const choices = tallies.flatMap(({ a, b, wins, losses }) => duels(a, b, wins, losses));
  const strengths = strengthsOf(fit(choices, { ...plain, contestants: 5 }, noPrior), 5);
  const reference = fitByMinorisation(tallies, 5);
  for (const [index, strength] of strengths.entries())
    expect(Math.abs(strength - (reference[index] ?? 0))).toBeLessThan(1e-6);
});

test('with ties of two sizes, position, style and prior: agrees with plain ascent to 1e-6', () => {
  const random = seededRandom(9);
  const truth = { strengths: [0.6, 0, -0.6], position: 0.4, tie: 0, styles: [0.7] };
  const choices = [
    ...simulateArena({ ...truth, columns: 2 }, 30, random),
    ...simulateArena({ ...truth, columns: 3 }, 20, random),
  ];
  const model = { contestants: 3, hasPosition: true, styles: 1, tieSizes: [2, 3] };
  const found = fit(choices, model, 2.5);
  const reference = fitByAscent(choices, 3, 2.5);
  const ours = [
    ...strengthsOf(found, 3),
    ...[positionIndex(model), styleIndex(model), tieIndex(model), tieIndex(model) + 1].map(
      (index) => found.point[index] ?? 0,
    ),
  ];
  const theirs = [
    ...reference.strengths,
    reference.position,
    ...reference.styles,
    reference.ties.get(2) ?? 0,
    reference.ties.get(3) ?? 0,
  ];
  for (const [index, value] of ours.entries()) expect(Math.abs(value - (theirs[index] ?? 0))).toBeLessThan(1e-6);
});

/** Home games of the American League East, 1987: Agresti, Categorical Data Analysis (2nd ed., 2002), table 10.10. */
const teams = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore'];
/** By home team and guest: games that the home team won, games that it lost. */
const homeGames = [
  '--- 4-3 4-2 4-3 6-1 4-2 6-0',
  '3-3 --- 4-2 4-3 6-0 6-1 4-3',
  '2-5 4-3 --- 2-4 4-3 4-2 6-0',
  '3-3 5-1 2-5 --- 4-3 4-2 6-1',
  '5-1 2-5 3-3 4-2 --- 5-2 6-0',
  '2-5 3-3 3-4 4-3 4-2 --- 2-4',
  '2-5 1-5 1-6 2-4 1-6 3-4 ---',
];
const games = homeGames.flatMap((row, home) =>
  row.split(' ').flatMap((cell, guest) => {
    const [wins, losses] = cell.split('-').map(Number);
    return home === guest ? [] : duels(home, guest, wins ?? 0, losses ?? 0);
  }),
);

test('baseball of 1987: strengths and standard errors as printed in Agresti, table 10.11', () => {
  const found = fit(games, { ...plain, contestants: teams.length }, noPrior);
  const baltimore = teams.indexOf('Baltimore');
  const against = teams.slice(0, -1).map((_, team): [number, number][] => [
    [team, 1],
    [baltimore, -1],
  ]);
  expect(against.map((contrast) => valueOf(contrast, found.point).toFixed(2))).toEqual([
    '1.58',
    '1.44',
    '1.29',
    '1.25',
    '1.11',
    '0.68',
  ]);
  expect(against.map((contrast) => errorOf(contrast, found).toFixed(1))).toEqual(against.map(() => '0.3'));
});

test('baseball of 1987 with the home field: 0.302, and the strengths as printed', () => {
  const model = { ...plain, contestants: teams.length, hasPosition: true };
  const { point } = fit(games, model, noPrior);
  expect(point[positionIndex(model)]?.toFixed(3)).toBe('0.302');
  const weights = [...point.slice(0, teams.length)].map(Math.exp);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  expect(weights.map((weight) => (weight / total).toFixed(3))).toEqual([
    '0.220',
    '0.190',
    '0.164',
    '0.157',
    '0.137',
    '0.088',
    '0.044',
  ]);
});
