import type { Comparison } from '../../../../main/contract/compare.ts';
import type { AppServices } from '../../app-services.ts';
import { createStore, type Store } from '../../store.ts';
import type { LineUp, Way } from './line-up.ts';

export type SetupOptions = Pick<Comparison, 'mode' | 'timing'>;

/** A comparison that has not begun; kept while another screen is shown. */
export type SetupSession = {
  /** Null until somebody chose: then the first way that is open. */
  readonly way: Store<Way | null>;
  /** What was made of each way, so that looking at another loses nothing. */
  readonly lineUps: Store<ReadonlyMap<Way, LineUp>>;
  readonly options: Store<SetupOptions>;
};

const sessions = new WeakMap<AppServices, SetupSession>();

/** The one session of an app. */
export function setupSessionOf(app: AppServices): SetupSession {
  const session = sessions.get(app) ?? {
    way: createStore<Way | null>(null),
    lineUps: createStore<ReadonlyMap<Way, LineUp>>(new Map()),
    options: createStore<SetupOptions>({ mode: 'open', timing: 'quick' }),
  };
  sessions.set(app, session);
  return session;
}
