import type { AppErrorData } from '../../../main/contract/errors.ts';
import type { HubFilters, HubModelSummary, HubSearchInput, HubSearchPage } from '../../../main/contract/hub.ts';
import { toAppError } from '../../api/to-app-error.ts';
import { createStore, type Store } from '../store.ts';

/** What a person looks for. */
export type SearchCriteria = Omit<HubSearchInput, 'cursor'>;

export const openFilters: HubFilters = {
  minParameters: null,
  maxParameters: null,
  family: null,
  task: null,
  licenceClass: null,
  isOpenOnly: false,
  isFittingOnly: false,
};

export const openCriteria: SearchCriteria = { text: '', author: null, sort: 'trending', filters: openFilters };

export type SearchResults = {
  readonly models: readonly HubModelSummary[];
  readonly nextCursor: string | null;
  readonly source: HubSearchPage['source'];
  /** Of the oldest page shown. */
  readonly fetchedAtMs: number;
  /** The filters let nothing of the last page through, although more pages follow. */
  readonly isLastPageEmpty: boolean;
  /** What the next page is doing. */
  readonly next: { readonly status: 'idle' | 'asking' } | { readonly status: 'failed'; readonly error: AppErrorData };
};

/**
 * A search of the Hub.
 *
 *   idle ──ask──▶ asking ──▶ shown ──more──▶ shown (next page on its way) ──▶ shown
 *    ▲              │  ▲       │
 *    │              ▼  └──ask──┤
 *    └──clear── failed ◀───────┘ (ask again)
 */
export type SearchState = { readonly criteria: SearchCriteria } & (
  | { readonly status: 'idle' | 'asking' }
  | { readonly status: 'shown'; readonly results: SearchResults }
  | { readonly status: 'failed'; readonly error: AppErrorData }
);

type Ask = (input: HubSearchInput, signal: AbortSignal) => Promise<HubSearchPage>;

/** One search at a time; a newer question takes an older one back. Nothing is asked before `ask` is called. */
export class SearchStore {
  readonly state: Store<SearchState> = createStore<SearchState>({ status: 'idle', criteria: openCriteria });
  readonly #ask: Ask;
  #underWay = new AbortController();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  ask(criteria: SearchCriteria): void {
    const signal = this.#begin();
    this.state.set({ status: 'asking', criteria });
    this.#ask({ ...criteria, cursor: null }, signal).then(
      (page) => {
        if (signal.aborted) return;
        const isLastPageEmpty = page.models.length === 0;
        this.state.set({ status: 'shown', criteria, results: { ...page, isLastPageEmpty, next: { status: 'idle' } } });
      },
      (failure: unknown) => {
        if (!signal.aborted) this.state.set({ status: 'failed', criteria, error: toAppError(failure) });
      },
    );
  }

  retry(): void {
    this.ask(this.state.get().criteria);
  }

  /** The next page, when there is one and it is not on its way already. */
  more(): void {
    const state = this.state.get();
    if (state.status !== 'shown' || state.results.nextCursor === null || state.results.next.status === 'asking') return;
    const { criteria, results } = state;
    const signal = this.#begin();
    this.state.set({ ...state, results: { ...results, next: { status: 'asking' } } });
    this.#ask({ ...criteria, cursor: results.nextCursor }, signal).then(
      (page) => {
        if (!signal.aborted) this.state.set({ status: 'shown', criteria, results: joinPages(results, page) });
      },
      (failure: unknown) => {
        if (signal.aborted) return;
        this.state.set({ ...state, results: { ...results, next: { status: 'failed', error: toAppError(failure) } } });
      },
    );
  }

  /** Back to before the first question. */
  clear(): void {
    this.#begin();
    this.state.set({ status: 'idle', criteria: openCriteria });
  }

  #begin(): AbortSignal {
    this.#underWay.abort();
    this.#underWay = new AbortController();
    return this.#underWay.signal;
  }
}

/** The Hub's listing moves while it is read, so a model may come twice. */
function joinPages(before: SearchResults, page: HubSearchPage): SearchResults {
  const known = new Set(before.models.map(({ id }) => id));
  return {
    models: [...before.models, ...page.models.filter(({ id }) => !known.has(id))],
    nextCursor: page.nextCursor,
    source: page.source === 'cache' ? 'cache' : before.source,
    fetchedAtMs: Math.min(before.fetchedAtMs, page.fetchedAtMs),
    isLastPageEmpty: page.models.length === 0,
    next: { status: 'idle' },
  };
}
