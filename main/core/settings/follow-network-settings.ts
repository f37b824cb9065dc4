import type { Settings } from '../../contract/settings.ts';
import type { Network } from '../ports/network.ts';
import type { SettingsService } from './settings-service.ts';

/** Has the network follow the settings from now on. @returns a function that ends it. */
export function followNetworkSettings(
  settings: Pick<SettingsService, 'watch'>,
  network: Pick<Network, 'setProxy' | 'setOffline'>,
): () => void {
  let applied: Settings['proxy'] | null = null;
  return settings.watch(({ proxy, isOffline }) => {
    // A new proxy gives up every kept connection. It comes first: going online at once asks by the new way.
    if (proxy !== applied) network.setProxy(proxy === 'system' ? 'system' : { address: proxy });
    applied = proxy;
    network.setOffline(isOffline);
  });
}
