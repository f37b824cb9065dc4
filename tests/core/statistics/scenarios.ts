import type { Scenario } from './measure-coverage.ts';
import type { VerdictScenario } from './measure-verdicts.ts';

const ladder = [1.5, 1, 0.6, 0.2, -0.2, -0.6, -1, -1.5];
const plain = { columns: 2, position: 0, tie: null, styles: [] };

/** From few votes on two alike contestants to many on eight that lie far apart. */
export const scenarios: readonly Scenario[] = [
  { name: '2, ties, position', votes: 60, truth: { ...plain, strengths: [0.4, -0.4], position: 0.3, tie: -0.2 } },
  { name: '2, equal', votes: 100, truth: { ...plain, strengths: [0, 0] } },
  { name: '3, ties', votes: 100, truth: { ...plain, strengths: [0.5, 0, -0.5], tie: 0.3 } },
  { name: '4, position', votes: 60, truth: { ...plain, strengths: [0.8, 0.2, -0.3, -0.7], position: 0.4 } },
  {
    name: '4, ties, position',
    votes: 200,
    truth: { ...plain, strengths: [0.8, 0.2, -0.3, -0.7], position: 0.3, tie: -0.2 },
  },
  {
    name: '4, style, ties, position',
    votes: 300,
    truth: { ...plain, strengths: [0.8, 0.2, -0.3, -0.7], position: 0.3, tie: -0.2, styles: [1, -0.5] },
  },
  {
    name: '6, best of 4, ties, position',
    votes: 100,
    truth: { ...plain, strengths: [1, 0.6, 0.2, -0.2, -0.6, -1], columns: 4, position: 0.3, tie: 0 },
  },
  { name: '8, ties, position', votes: 60, truth: { ...plain, strengths: ladder, position: 0.3, tie: -0.2 } },
  { name: '8', votes: 200, truth: { ...plain, strengths: ladder } },
  { name: '8, ties, position', votes: 500, truth: { ...plain, strengths: ladder, position: 0.3, tie: -0.2 } },
];

export const verdictScenarios: readonly VerdictScenario[] = [
  { name: '2, ties', contestants: 2, spread: 0.7, tie: 0, votes: 20 },
  { name: '2', contestants: 2, spread: 0.4, tie: null, votes: 60 },
  { name: '2, far apart', contestants: 2, spread: 1.2, tie: null, votes: 10 },
  { name: '4, ties', contestants: 4, spread: 0.7, tie: -0.2, votes: 60 },
  { name: '6', contestants: 6, spread: 0.5, tie: null, votes: 150 },
];
