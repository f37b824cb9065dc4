import type { AppServices } from './app-services.ts';
import { createStore, type Store } from './store.ts';

/** The path in the library's field. */
export type ImportDraft = {
  readonly path: string;
  /** It came from outside: the field takes the focus, and waits for the person's Enter. */
  readonly isOffered: boolean;
};

const drafts = new WeakMap<AppServices, Store<ImportDraft>>();

/** The one draft of an app. */
export function importDraftOf(app: AppServices): Store<ImportDraft> {
  const known = drafts.get(app);
  if (known !== undefined) return known;
  const store = createStore<ImportDraft>({ path: '', isOffered: false });
  drafts.set(app, store);
  return store;
}
