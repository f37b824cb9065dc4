import { repoIdSchema, type RepoId } from '../../main/contract/hub.ts';
import { createStore, type Store } from './store.ts';

/**
 * Where a person is. The address is `#/chat`, `#/chat/ID`, `#/compare`, `#/compare/ID`, `#/compare/ratings` (or another
 * section), `#/library`, `#/library/adapters` (or another section), `#/discover`, `#/discover/OWNER/NAME`, `#/downloads`,
 * `#/system` or `#/settings`.
 */
export type Route =
  | { readonly screen: 'chat'; readonly conversationId: string | null }
  /** Without a section: the comparisons. Null: none is open. */
  | { readonly screen: 'compare'; readonly comparisonId: string | null; readonly section?: CompareSection }
  /** Without a section: the models. */
  | { readonly screen: 'library'; readonly section?: LibrarySection }
  /** Without a repository: the search. */
  | { readonly screen: 'discover'; readonly repo: RepoId | null }
  | { readonly screen: 'downloads' }
  | { readonly screen: 'system' }
  | { readonly screen: 'settings' };

const librarySections = ['adapters', 'duplicates', 'trash'] as const;
export type LibrarySection = (typeof librarySections)[number];

export const compareSections = ['ratings', 'votes', 'prompts'] as const;
export type CompareSection = (typeof compareSections)[number];

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** Unknown addresses lead to a new chat. */
export function parseRoute(hash: string): Route {
  const [screen = '', first = '', second = ''] = hash.replace(/^#?\/?/, '').split('/');
  if (screen === 'downloads' || screen === 'system' || screen === 'settings') return { screen };
  if (screen === 'compare') {
    const section = compareSections.find((known) => known === first);
    if (section !== undefined) return { screen, comparisonId: null, section };
    return { screen, comparisonId: idPattern.test(first) ? first : null };
  }
  if (screen === 'library') {
    const section = librarySections.find((known) => known === first);
    return section === undefined ? { screen } : { screen, section };
  }
  if (screen === 'discover') return { screen, repo: repoIdSchema.safeParse(`${first}/${second}`).data ?? null };
  return { screen: 'chat', conversationId: idPattern.test(first) ? first : null };
}

export function formatRoute(route: Route): string {
  if (route.screen === 'chat') return route.conversationId === null ? '#/chat' : `#/chat/${route.conversationId}`;
  if (route.screen === 'compare') {
    const inside = route.section ?? route.comparisonId;
    return inside === null ? '#/compare' : `#/compare/${inside}`;
  }
  if (route.screen === 'discover') return route.repo === null ? '#/discover' : `#/discover/${route.repo}`;
  if (route.screen === 'library' && route.section !== undefined) return `#/library/${route.section}`;
  return `#/${route.screen}`;
}

function isSameRoute(left: Route, right: Route): boolean {
  return formatRoute(left) === formatRoute(right);
}

export interface Router {
  readonly route: Store<Route>;
  /** `replace` leaves no step in the history, for addresses that only became known. */
  navigate(route: Route, options?: { readonly replace?: boolean }): void;
}

/** Keeps the route and the window's address in step. */
export function createRouter(page: Window): Router {
  const route = createStore<Route>(parseRoute(page.location.hash));
  const take = (next: Route): void => route.set((current) => (isSameRoute(current, next) ? current : next));
  page.addEventListener('hashchange', () => take(parseRoute(page.location.hash)));
  return {
    route,
    navigate(next, { replace = false } = {}) {
      if (replace) page.history.replaceState(null, '', formatRoute(next));
      else page.location.hash = formatRoute(next);
      take(next);
    },
  };
}
