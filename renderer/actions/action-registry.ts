import { createStore, type Store } from '../state/store.ts';
import type { Action } from './action.ts';

export interface ActionRegistry<Context> {
  /** In the order of registration; what came later stands nearer to the person. */
  readonly actions: Store<readonly Action<Context>[]>;
  /** @returns a function that takes them out again. @throws Error when an id is taken. */
  register(actions: readonly Action<Context>[]): () => void;
  find(id: string): Action<Context> | null;
}

/** Where features put their commands without knowing each other. */
export function createActionRegistry<Context>(): ActionRegistry<Context> {
  const store = createStore<readonly Action<Context>[]>([]);
  return {
    actions: store,
    register(added) {
      const taken = new Set(store.get().map((action) => action.id));
      const twice = added.find((action) => taken.has(action.id));
      if (twice !== undefined) throw new Error(`The action ${twice.id} is registered already`);
      store.set((actions) => [...actions, ...added]);
      return () => store.set((actions) => actions.filter((action) => !added.includes(action)));
    },
    find: (id) => store.get().find((action) => action.id === id) ?? null,
  };
}

/** True when the action would do something now. */
export function isEnabled<Context>(action: Action<Context>, context: Context): boolean {
  return action.isEnabled?.(context) ?? true;
}

/** The action a key press means: of those that match and are enabled, the one registered last. */
export function actionForPress<Context>(
  actions: readonly Action<Context>[],
  context: Context,
  matches: (action: Action<Context>) => boolean,
): Action<Context> | null {
  return actions.findLast((action) => matches(action) && isEnabled(action, context)) ?? null;
}
