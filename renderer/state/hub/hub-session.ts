import type { HubModelPage, RepoId } from '../../../main/contract/hub.ts';
import { useApp } from '../app-context.tsx';
import type { AppServices } from '../app-services.ts';
import { createStore, type Store } from '../store.ts';
import { SearchStore } from './search-store.ts';

/** What Discover keeps while another screen is shown. */
export type HubSession = {
  readonly search: SearchStore;
  /** Pages seen in this run, so that the way back shows them at once. */
  readonly pages: Map<RepoId, HubModelPage>;
  /** The page that was opened last: where the list goes on. */
  readonly lastOpened: Store<RepoId | null>;
  /** How far the results were scrolled, pixels. */
  readonly scrollTop: Store<number>;
};

const sessions = new WeakMap<AppServices, HubSession>();

/** The one session of an app; asks for nothing by itself. */
export function hubSessionOf(app: AppServices): HubSession {
  const known = sessions.get(app);
  if (known !== undefined) return known;
  const session: HubSession = {
    search: new SearchStore((input, signal) => app.client.hub.search.query(input, { signal })),
    pages: new Map(),
    scrollTop: createStore(0),
    lastOpened: createStore<RepoId | null>(null),
  };
  sessions.set(app, session);
  return session;
}

export function useHubSession(): HubSession {
  return hubSessionOf(useApp());
}
