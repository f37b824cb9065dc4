import { createStore, type Store } from './store.ts';

/** Where a person is. The address is `#/chat`, `#/chat/ID`, `#/library` or `#/settings`. */
export type Route =
  | { readonly screen: 'chat'; readonly conversationId: string | null }
  | { readonly screen: 'library' }
  | { readonly screen: 'settings' };

/** Unknown addresses lead to a new chat. */
export function parseRoute(hash: string): Route {
  const [screen = '', id = ''] = hash.replace(/^#?\/?/, '').split('/');
  if (screen === 'library' || screen === 'settings') return { screen };
  return { screen: 'chat', conversationId: /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : null };
}

export function formatRoute(route: Route): string {
  if (route.screen !== 'chat') return `#/${route.screen}`;
  return route.conversationId === null ? '#/chat' : `#/chat/${route.conversationId}`;
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
