import type { Choice } from '../../../main/core/statistics/choice.ts';
import { judgeDifference } from '../../../main/core/statistics/judge-difference.ts';
import { rateChoices } from '../../../main/core/statistics/rate-choices.ts';
import { seededRandom, type Random } from '../../../main/core/statistics/seeded-random.ts';
import { simulateArena, type Truth } from './simulate-arena.ts';

export type VerdictScenario = {
  readonly name: string;
  readonly contestants: number;
  /** Standard deviation of strengths, log-odds: each arena draws its own. */
  readonly spread: number;
  readonly tie: number | null;
  readonly votes: number;
};

export type VerdictFigures = {
  /** Of the pairs that were told "about k more": how many had a verdict after k more. */
  readonly decided: number;
  /** Of all verdicts "better" and "worse": how many were the wrong way round. */
  readonly reversed: number;
  /** Of all verdicts "no difference seen": how many differ by more than was said to be ruled out. */
  readonly overlooked: number;
  /** Median k. */
  readonly more: number;
};

type Plan = { readonly arenas: number; readonly rounds: number; readonly seed: number };

/** Asks of contestants 0 and 1 in each arena; those who are told to vote more do so, and ask again. */
export function measureVerdicts(scenario: VerdictScenario, { arenas, rounds, seed }: Plan): VerdictFigures {
  const random = seededRandom(seed);
  const { contestants, spread, tie, votes } = scenario;
  const told: number[] = [];
  const counts = { decided: 0, named: 0, reversed: 0, same: 0, overlooked: 0 };
  for (let arena = 0; arena < arenas; arena += 1) {
    const strengths = Array.from({ length: contestants }, () => spread * normal(random));
    const truth: Truth = { strengths, columns: 2, position: 0.2, tie, styles: [] };
    const choices = simulateArena(truth, votes, random);
    let verdict = verdictOf(choices, contestants, rounds);
    if (verdict.kind === 'not-enough') {
      told.push(verdict.more);
      const duels = simulateArena({ ...truth, strengths: strengths.slice(0, 2) }, verdict.more, random);
      verdict = verdictOf([...choices, ...duels], contestants, rounds);
      if (verdict.kind !== 'not-enough') counts.decided += 1;
    }
    const difference = (strengths[0] ?? 0) - (strengths[1] ?? 0);
    if (verdict.kind === 'better' || verdict.kind === 'worse') {
      counts.named += 1;
      if (verdict.kind === 'better' ? difference < 0 : difference > 0) counts.reversed += 1;
    } else if (verdict.kind === 'no-difference-seen') {
      counts.same += 1;
      if (Math.abs(difference) > Math.log(1.5)) counts.overlooked += 1;
    }
  }
  return {
    decided: counts.decided / told.length,
    reversed: counts.reversed / counts.named,
    overlooked: counts.overlooked / counts.same,
    more: told.toSorted((a, b) => a - b)[Math.floor(told.length / 2)] ?? 0,
  };
}

function verdictOf(choices: readonly Choice[], contestants: number, rounds: number) {
  const { pairs, tie } = rateChoices(choices, { contestants, styles: 0, rounds });
  const pair = pairs.find(({ a, b }) => a === 0 && b === 1);
  if (!pair) throw new Error('they met');
  const votes = choices.filter(({ entries }) =>
    [0, 1].every((one) => entries.some((entry) => entry.contestant === one)),
  );
  return judgeDifference({ difference: pair.difference, votes: votes.length, tie });
}

/** Box & Muller (1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
