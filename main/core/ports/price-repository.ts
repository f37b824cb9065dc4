import type { PriceTable } from '../../contract/prices.ts';

/** The table of hosted prices as a person left it. @throws AppError `disk-full`, `database-damaged`. */
export interface PriceRepository {
  /** Null: never changed, or not readable by this version. */
  read(): PriceTable | null;
  /** Null: as it came again. */
  save(table: PriceTable | null): void;
}
