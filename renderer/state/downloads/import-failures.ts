import type { AppErrorData } from '../../../main/contract/errors.ts';
import type { AppServices } from '../app-services.ts';
import { createStore, type Store } from '../store.ts';

/** Why downloads could not be brought into the library, by the download's id; of this run. */
export type ImportFailures = ReadonlyMap<string, AppErrorData>;

const failures = new WeakMap<AppServices, Store<ImportFailures>>();
const none: ImportFailures = new Map();

export function importFailuresOf(app: AppServices): Store<ImportFailures> {
  const known = failures.get(app);
  if (known !== undefined) return known;
  const store = createStore(none);
  failures.set(app, store);
  return store;
}
