import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { priceTableSchema, type PricesEvent, type PriceTable } from '../../../main/contract/prices.ts';
import { PriceService } from '../../../main/core/prices/price-service.ts';
import { publishedPrices } from '../../../main/core/prices/published-prices.ts';
import { databaseFileName } from '../../../main/storage/database.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const [first] = publishedPrices.prices;
const own = priceTableSchema.parse({
  currency: 'EUR',
  prices: [{ id: 'mine', name: 'Mine', inputPerMillion: 0.5, outputPerMillion: 1.25, asOf: '2026-11' }],
  chosenId: 'mine',
  electricityPerKwh: 0.31,
  computerPrice: 1800,
});

test('the table as it comes is whole, and every price says when it was looked up', () => {
  expect(priceTableSchema.parse(publishedPrices)).toEqual(publishedPrices);
  expect(publishedPrices.prices.map(({ asOf }) => /^20\d\d-(0[1-9]|1[0-2])$/.test(asOf))).not.toContain(false);
  expect(publishedPrices.prices.map(({ id }) => id)).toContain(publishedPrices.chosenId);
});

test('a changed table outlives a restart, and goes back to how it came', () => {
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder });
  const told: PricesEvent[] = [];
  const prices = new PriceService(storage.prices);
  prices.watch((event) => told.push(event));
  prices.save({ ...own, computerPrice: null });
  prices.save(own);
  storage.close();
  const reopened = openStorage({ dataFolder });
  const again = new PriceService(reopened.prices);
  expect(again.read()).toEqual({ table: own, isOwn: true });
  again.reset();
  expect(again.read()).toEqual({ table: publishedPrices, isOwn: false });
  reopened.close();
  expect(told.map(({ table, isOwn }) => [table.currency, table.computerPrice, isOwn])).toEqual([
    ['USD', null, false],
    ['EUR', null, true],
    ['EUR', 1800, true],
  ]);
});

test('a table that contradicts itself is refused, one that cannot be read gives way to the published one', async () => {
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder });
  const prices = new PriceService(storage.prices);
  const contradictions: PriceTable[] = [
    { ...own, chosenId: publishedPrices.chosenId },
    { ...own, prices: [...own.prices, ...own.prices] },
  ];
  for (const table of contradictions) expect(await appErrorOf(() => prices.save(table))).toBe('bad-request');
  storage.close();
  const raw = new Sqlite(join(dataFolder, databaseFileName));
  raw.prepare(`INSERT INTO price_table (id, value) VALUES (1, '{"currency":"gold"}')`).run();
  raw.close();
  const reopened = openStorage({ dataFolder });
  expect(new PriceService(reopened.prices).read().table.prices[0]).toEqual(first);
  reopened.close();
});
