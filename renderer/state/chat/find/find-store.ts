import type { AppErrorData } from '../../../../main/contract/errors.ts';
import {
  noSearchFilters,
  type SearchAnswer,
  type SearchFilters,
  type SearchHit,
  type SearchInput,
} from '../../../../main/contract/organise.ts';
import { isCancelled, toAppError } from '../../../api/to-app-error.ts';
import { createStore, type Store } from '../../store.ts';

/**
 * A search in everything that was said.
 *
 *   idle ──words or filters──▶ asking ──▶ shown ──more()──▶ shown, with the next page
 *    ▲                           │  ▲       │
 *    └──nothing asked for────────┤  └───────┘ other words: the former hits stay until the answer
 *                                ▼
 *                              failed
 */
export type FindState = {
  readonly query: string;
  readonly filters: SearchFilters;
  readonly status: 'idle' | 'asking' | 'shown' | 'failed';
  readonly hits: readonly SearchHit[];
  readonly cursor: string | null;
  /** Messages that the index does not hold yet. */
  readonly unread: number;
  readonly isMoreAsked: boolean;
  readonly error: AppErrorData | null;
};

export type FindOptions = {
  readonly ask: (input: SearchInput, signal: AbortSignal) => Promise<SearchAnswer>;
  readonly order: SearchInput['order'];
  /** A person who types is not asked about at every letter; milliseconds. */
  readonly restMs?: number;
  /** While the index does not hold everything yet, the same is asked again; milliseconds. */
  readonly againMs?: number;
};

const idle: FindState = {
  query: '',
  filters: noSearchFilters,
  status: 'idle',
  hits: [],
  cursor: null,
  unread: 0,
  isMoreAsked: false,
  error: null,
};

/** One question at a time; a newer one takes an older one back. */
export class FindStore {
  readonly state: Store<FindState> = createStore(idle);
  readonly #options: FindOptions;
  #underWay = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: FindOptions) {
    this.#options = options;
  }

  setQuery(query: string): void {
    this.#change({ query });
  }

  setFilters(filters: SearchFilters): void {
    this.#change({ filters });
  }

  retry(): void {
    this.#change({});
  }

  more(): void {
    const { cursor, isMoreAsked, status } = this.state.get();
    if (cursor === null || isMoreAsked || status !== 'shown') return;
    clearTimeout(this.#timer);
    this.state.set((now) => ({ ...now, isMoreAsked: true }));
    void this.#ask(cursor);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#underWay.abort();
  }

  #change(change: Partial<Pick<FindState, 'query' | 'filters'>>): void {
    this.dispose();
    const next = { ...this.state.get(), ...change, isMoreAsked: false, error: null };
    const isAsked = next.query.trim() !== '' || Object.values(next.filters).some((value) => value !== null);
    this.state.set(isAsked ? { ...next, status: 'asking' } : { ...idle, ...change, filters: next.filters });
    if (isAsked) this.#timer = setTimeout(() => void this.#ask(null), this.#options.restMs ?? 90);
  }

  async #ask(cursor: string | null): Promise<void> {
    this.#underWay = new AbortController();
    const { signal } = this.#underWay;
    const { query, filters } = this.state.get();
    try {
      const answer = await this.#options.ask(
        { query: query.slice(0, 1000), filters, order: this.#options.order, cursor },
        signal,
      );
      if (signal.aborted) return;
      this.state.set((now) => ({
        ...now,
        ...answer,
        status: 'shown',
        hits: cursor === null ? answer.hits : [...now.hits, ...answer.hits],
        isMoreAsked: false,
      }));
      // Somebody who looked right after a start or an import would be told of nothing, and never of what came since.
      if (cursor === null && answer.unread > 0) {
        this.#timer = setTimeout(() => void this.#ask(null), this.#options.againMs ?? 1_000);
      }
    } catch (failure) {
      const error = toAppError(failure);
      if (!signal.aborted && !isCancelled(error)) {
        this.state.set((now) => ({ ...now, status: 'failed', error, hits: [], cursor: null, isMoreAsked: false }));
      }
    }
  }
}
