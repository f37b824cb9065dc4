import { expect, test } from 'vitest';
import { measureCoverage } from './measure-coverage.ts';
import { measureVerdicts } from './measure-verdicts.ts';
import { scenarios, verdictScenarios } from './scenarios.ts';

/** A small draw of `npm run test:stats`: wide enough bounds for few arenas, narrow enough to see a wrong formula. */
const few = { arenas: 150, rounds: 100, seed: 2 };
const quick = scenarios.filter(({ name }) => ['3, ties', '4, ties, position', '2, ties, position'].includes(name));

test.each(quick)('intervals hold the planted strengths: $name, $votes votes', (scenario) => {
  const { strengths, differences, position } = measureCoverage(scenario, few);
  for (const share of [strengths, differences, position]) {
    expect(share).toBeGreaterThan(0.91);
    expect(share).toBeLessThan(0.99);
  }
});

test('"about k more votes needed" is about right, and verdicts are seldom the wrong way round', () => {
  const figures = verdictScenarios.slice(0, 4).map((scenario) => measureVerdicts(scenario, few));
  for (const { decided, reversed } of figures) {
    expect(decided).toBeGreaterThan(0.65);
    expect(decided).toBeLessThan(0.95);
    expect(reversed).toBeLessThan(0.05);
  }
});
