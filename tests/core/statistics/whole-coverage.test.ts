import { afterAll, describe, expect, test } from 'vitest';
import { measureCoverage, type Coverage } from './measure-coverage.ts';
import { measureVerdicts } from './measure-verdicts.ts';
import { scenarios, verdictScenarios } from './scenarios.ts';

/** Seven minutes of one core in all; a busy machine may take an hour for one of them. */
const plan = { arenas: 1000, rounds: 300, seed: 1 };
const timeout = 60 * 60_000;
type Row = Readonly<Record<string, string | number>>;

// The figures in docs/statistics.md are these tables.
describe('95 % intervals hold the truth in 93 to 97 % of 1,000 arenas', () => {
  const rows: Row[] = [];
  afterAll(() => console.table(rows));

  test.each(scenarios)('$name, $votes votes', { timeout }, (scenario) => {
    const coverage = measureCoverage(scenario, plan);
    rows.push({ contestants: scenario.name, votes: scenario.votes, ...inPercent(coverage) });
    for (const share of [coverage.strengths, coverage.differences]) {
      expect(share).toBeGreaterThanOrEqual(0.93);
      expect(share).toBeLessThanOrEqual(0.97);
    }
  });
});

describe('after "about k more votes" about 80 % have a verdict, and few are wrong', () => {
  const rows: Row[] = [];
  afterAll(() => console.table(rows));

  test.each(verdictScenarios)('$name, $votes votes', { timeout }, (scenario) => {
    const { more, ...shares } = measureVerdicts(scenario, plan);
    rows.push({ contestants: scenario.name, votes: scenario.votes, ...inPercent(shares), 'k (median)': more });
    expect(shares.decided).toBeGreaterThan(0.7);
    expect(shares.decided).toBeLessThan(0.92);
    expect(shares.reversed).toBeLessThan(0.025);
    expect(shares.overlooked).toBeLessThan(0.05);
  });
});

function inPercent(shares: Coverage | Readonly<Record<string, number>>): Record<string, string> {
  const words = (share: number): string => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, words(share)]));
}
