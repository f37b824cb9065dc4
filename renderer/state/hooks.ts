import { useLayoutEffect } from 'react';
import type { ModelRuntime } from '../../main/contract/models.ts';
import type { PricesEvent } from '../../main/contract/prices.ts';
import type { Settings } from '../../main/contract/settings.ts';
import type { NetworkUse, SystemInfo, SystemLoad } from '../../main/contract/system.ts';
import { shortcutCaps } from '../actions/shortcut.ts';
import type { Connection } from '../api/connection.ts';
import { useApp } from './app-context.tsx';
import type { AppAction } from './app-services.ts';
import { runtimeOf, type Models } from './models.ts';
import type { Route } from './route.ts';
import { useStore } from './store.ts';
import { liveValue, type StreamState } from './stream.ts';

export function useModels(): StreamState<Models> {
  return useStore(useApp().models.store);
}

/** What the model's runner does; null until it is known. */
export function useRuntime(modelId: string | null): ModelRuntime | null {
  return useStore(useApp().models.store, (state) => {
    const models = liveValue(state);
    return models === null || modelId === null ? null : runtimeOf(models, modelId);
  });
}

/** Null until they arrived. */
export function useSettings(): Settings | null {
  return useStore(useApp().settings.store, liveValue);
}

/** Null until they arrived. */
export function usePrices(): PricesEvent | null {
  return useStore(useApp().prices.store, liveValue);
}

/** Null until it arrived. */
export function useSystemInfo(): SystemInfo | null {
  return useStore(useApp().info.store, liveValue);
}

/** Null until it arrived; a new value at most every two seconds. */
export function useSystemLoad(): SystemLoad | null {
  return useStore(useApp().load.store, liveValue);
}

/** Null until it arrived. */
export function useNetworkUse(): NetworkUse | null {
  return useStore(useApp().networkUse.store, liveValue);
}

export function useConnection(): Connection {
  return useStore(useApp().connection);
}

export function useRoute(): Route {
  return useStore(useApp().router.route);
}

/** Offers commands while the component is shown. Give it a constant or memoised list. */
export function useActions(actions: readonly AppAction[]): void {
  const app = useApp();
  // Before the paint: whoever sees a screen may use its keys.
  useLayoutEffect(() => app.actions.register(actions), [app, actions]);
}

/** The key caps of a registered action; undefined when it has none. */
export function useShortcutCaps(actionId: string): readonly string[] | undefined {
  const app = useApp();
  const shortcut = useStore(app.actions.actions, (all) => all.find((action) => action.id === actionId)?.shortcut);
  return shortcut === undefined ? undefined : shortcutCaps(shortcut, app.keyboard);
}
