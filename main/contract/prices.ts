import { z } from 'zod';
import { priceIdSchema } from './ids.ts';

const amount = z.number().min(0).max(1_000_000);

/** What a hosted model costs, in the table's currency for a million tokens. */
export const hostedPriceSchema = z.object({
  id: priceIdSchema,
  name: z.string().trim().min(1).max(120),
  inputPerMillion: amount,
  outputPerMillion: amount,
  /** When it was looked up, `2026-01` or `2026-01-31`; prices change. */
  asOf: z.string().max(10),
});
export type HostedPrice = z.infer<typeof hostedPriceSchema>;

/** What answers are weighed against. */
export const priceTableSchema = z.object({
  /** ISO 4217, as `USD`. Amounts are not converted. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  prices: z.array(hostedPriceSchema).max(100).readonly(),
  /** The row that answers are weighed against; null for none. */
  chosenId: priceIdSchema.nullable(),
  /** Of a kilowatt-hour; null leaves energy out. */
  electricityPerKwh: amount.nullable(),
  /** What the computer, or the part of it that models need, cost; null: no break-even. */
  computerPrice: z.number().min(0).max(100_000_000).nullable(),
});
export type PriceTable = z.infer<typeof priceTableSchema>;

/** `isOwn`: changed by the person. */
export type PricesEvent = { readonly table: PriceTable; readonly isOwn: boolean };
