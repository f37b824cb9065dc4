import { expect, test } from 'vitest';
import { measureCoverage, type Coverage } from './measure-coverage.ts';
import { measureVerdicts } from './measure-verdicts.ts';
import { scenarios, verdictScenarios } from './scenarios.ts';

const plan = { arenas: 1000, rounds: 300, seed: 1 };
const half = 30 * 60_000;

// The numbers in docs/statistics.md are this table.
test('95 % intervals hold the truth in 93 to 97 % of 1,000 arenas', { timeout: half }, () => {
  const rows = scenarios.map((scenario) => ({ ...scenario, coverage: measureCoverage(scenario, plan) }));
  console.table(rows.map(({ name, votes, coverage }) => ({ contestants: name, votes, ...inPercent(coverage) })));
  const shares = rows.flatMap(({ name, votes, coverage: { strengths, differences } }) => [
    { of: `strengths: ${name}, ${votes} votes`, share: strengths },
    { of: `differences: ${name}, ${votes} votes`, share: differences },
  ]);
  expect(shares.filter(({ share }) => share < 0.93 || share > 0.97)).toEqual([]);
});

test('after "about k more votes" about 80 % have a verdict, and few are wrong', { timeout: half }, () => {
  const rows = verdictScenarios.map((scenario) => ({ ...scenario, figures: measureVerdicts(scenario, plan) }));
  console.table(
    rows.map(({ name, votes, figures: { decided, reversed, overlooked, more } }) => ({
      contestants: name,
      votes,
      ...inPercent({ decided, reversed, overlooked }),
      'k (median)': more,
    })),
  );
  for (const { figures } of rows) {
    expect(figures.decided).toBeGreaterThan(0.7);
    expect(figures.decided).toBeLessThan(0.9);
    expect(figures.reversed).toBeLessThan(0.025);
    expect(figures.overlooked).toBeLessThan(0.05);
  }
});

function inPercent(shares: Coverage | Readonly<Record<string, number>>): Record<string, string> {
  const words = (share: number): string => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, words(share)]));
}
