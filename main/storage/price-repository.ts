import type { Database } from 'better-sqlite3';
import { priceTableSchema } from '../contract/prices.ts';
import type { PriceRepository } from '../core/ports/price-repository.ts';

/** One row, or none. */
export function createPriceRepository(database: Database): PriceRepository {
  const select = database.prepare<[], string>('SELECT value FROM price_table WHERE id = 1').pluck();
  const upsert = database.prepare<[string]>(
    'INSERT INTO price_table (id, value) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value',
  );
  const erase = database.prepare('DELETE FROM price_table');
  return {
    read: () => priceTableSchema.safeParse(JSON.parse(select.get() ?? 'null')).data ?? null,
    save: (table) => {
      if (table === null) erase.run();
      else upsert.run(JSON.stringify(table));
    },
  };
}
