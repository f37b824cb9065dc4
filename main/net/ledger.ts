import type { LedgerEntry } from '../core/ports/network.ts';

const entriesKept = 1000;

/** What was asked of the network, for the person to read. */
export class Ledger {
  #entries: LedgerEntry[] = [];
  readonly #listeners = new Set<(entry: LedgerEntry) => void>();

  add(entry: LedgerEntry): void {
    this.#entries.push(entry);
    // Cut in blocks: moving a thousand entries for each request would be waste.
    if (this.#entries.length >= entriesKept * 2) this.#entries = this.#entries.slice(-entriesKept);
    for (const listener of this.#listeners) listener(entry);
  }

  entries(): readonly LedgerEntry[] {
    return this.#entries.slice(-entriesKept);
  }

  watch(listener: (entry: LedgerEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
