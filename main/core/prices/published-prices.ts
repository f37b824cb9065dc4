import { priceIdSchema } from '../../contract/ids.ts';
import type { HostedPrice, PriceTable } from '../../contract/prices.ts';

const price = (
  id: string,
  name: string,
  [inputPerMillion, outputPerMillion]: readonly [input: number, output: number],
  asOf: string,
): HostedPrice => ({ id: priceIdSchema.parse(id), name, inputPerMillion, outputPerMillion, asOf });

/**
 * Published list prices in US dollars for a million tokens, without discounts for caches, batches or quiet hours, each with
 * the month in which it was looked up. They change: the table says so, and is the person's to change.
 */
const prices: readonly HostedPrice[] = [
  price('gpt-5', 'GPT-5', [1.25, 10], '2026-03'),
  price('gpt-5-mini', 'GPT-5 mini', [0.25, 2], '2026-03'),
  price('gpt-4o-mini', 'GPT-4o mini', [0.15, 0.6], '2026-03'),
  price('gemini-2-5-pro', 'Gemini 2.5 Pro', [1.25, 10], '2026-04'),
  price('gemini-2-5-flash', 'Gemini 2.5 Flash', [0.3, 2.5], '2026-04'),
  price('deepseek-v3', 'DeepSeek V3', [0.27, 1.1], '2025-02'),
];

/** The table as it comes. What electricity and a computer cost nobody can know but the person. */
export const publishedPrices: PriceTable = {
  currency: 'USD',
  prices,
  chosenId: priceIdSchema.parse('gpt-5-mini'),
  electricityPerKwh: null,
  computerPrice: null,
};
