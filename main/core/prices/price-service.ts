import { AppError } from '../../contract/errors.ts';
import type { PriceTable, PricesEvent } from '../../contract/prices.ts';
import { Emitter } from '../emitter.ts';
import type { PriceRepository } from '../ports/price-repository.ts';
import { publishedPrices } from './published-prices.ts';

/** What hosted models cost, which answers are weighed against. */
export class PriceService {
  readonly #repository: PriceRepository;
  readonly #changed = new Emitter<PricesEvent>();

  constructor(repository: PriceRepository) {
    this.#repository = repository;
  }

  read(): PricesEvent {
    const own = this.#repository.read();
    return { table: own ?? publishedPrices, isOwn: own !== null };
  }

  /** @throws AppError `bad-request` when two rows are one, or the chosen row is none of them. */
  save(table: PriceTable): void {
    const ids = new Set(table.prices.map(({ id }) => id));
    const isWhole = ids.size === table.prices.length && (table.chosenId === null || ids.has(table.chosenId));
    if (!isWhole) throw new AppError('bad-request');
    this.#repository.save(table);
    this.#changed.emit(this.read());
  }

  /** The table as it came. */
  reset(): void {
    this.#repository.save(null);
    this.#changed.emit(this.read());
  }

  /** The listener gets the present table at once, then every change. */
  watch(listener: (event: PricesEvent) => void): () => void {
    listener(this.read());
    return this.#changed.subscribe(listener);
  }
}
