import { expect, test } from 'vitest';
import { answerCost } from '../../main/contract/answer-cost.ts';
import { priceTableSchema } from '../../main/contract/prices.ts';

const table = priceTableSchema.parse({
  currency: 'EUR',
  prices: [{ id: 'a', name: 'A', inputPerMillion: 2, outputPerMillion: 10, asOf: '2026-01' }],
  chosenId: 'a',
  electricityPerKwh: 0.36,
  computerPrice: 1000,
});
const stats = { promptTokens: 5000, replyTokens: 1000 };
const energy = (joules: number): { joules: number; sources: ['processor'] } => ({ joules, sources: ['processor'] });

test('a million prompt tokens and a million reply tokens have prices of their own', () => {
  expect(answerCost(stats, null, table)?.hosted).toBeCloseTo(0.02, 12);
});

test('the computer pays for itself by what each answer saves', () => {
  // 100 kJ are 1/36 kWh: a cent. Of two cents saved one is left.
  expect(answerCost(stats, energy(100_000), table)).toMatchObject({ breakEven: 100_000 });
  expect(answerCost(stats, null, table)).toMatchObject({ electricity: null, breakEven: 50_000 });
});

test('it never does where electricity costs as much, or the hosted model nothing', () => {
  expect(answerCost(stats, energy(200_000), table)?.breakEven).toBe('never');
  expect(answerCost(stats, energy(900_000), table)?.breakEven).toBe('never');
  expect(answerCost({ promptTokens: 0, replyTokens: 0 }, null, table)?.breakEven).toBe('never');
});

test('nothing is claimed that nobody said', () => {
  expect(answerCost(stats, energy(1), { ...table, chosenId: null })).toBeNull();
  expect(answerCost(stats, energy(1), { ...table, computerPrice: null })?.breakEven).toBeNull();
  expect(answerCost(stats, energy(1), { ...table, electricityPerKwh: null })?.electricity).toBeNull();
});
