import type { PricesEvent } from '../../main/contract/prices.ts';
import type { Settings, SettingsPatch } from '../../main/contract/settings.ts';
import type { NetworkUse, SystemInfo, SystemLoad } from '../../main/contract/system.ts';
import type { Action } from '../actions/action.ts';
import { createActionRegistry, type ActionRegistry } from '../actions/action-registry.ts';
import type { KeyboardFacts } from '../actions/shortcut.ts';
import { createWire, type Client } from '../api/client.ts';
import type { Connection } from '../api/connection.ts';
import { toAppError } from '../api/to-app-error.ts';
import { errorText } from '../i18n/error-text.ts';
import { t } from '../i18n/translate.ts';
import { createAnnouncer, type Announcement } from '../ui/live-region.tsx';
import { createToastStore, type ToastStore } from '../ui/toast-store.ts';
import { reduceDownloads, type Downloads } from './downloads/downloads.ts';
import { reduceModels, type Models } from './models.ts';
import { copyText } from './copy-text.ts';
import { createRouter, type Router } from './route.ts';
import { applyPatch, reduceSettings } from './settings.ts';
import { tellReload } from './runtime/reload-notice.ts';
import { createStore, type Store } from './store.ts';
import { askOnce, createStream, liveValue, type Stream } from './stream.ts';
import { reduceLoad, reduceNetworkUse } from './system-load.ts';
import type { FocusPlace } from './wanted-focus.ts';

/** Everything the screens share. Made once, in `main.tsx`; reached through `useApp()`. */
export type AppServices = {
  readonly client: Client;
  readonly connection: Store<Connection>;
  readonly models: Stream<Models>;
  readonly downloads: Stream<Downloads>;
  readonly settings: Stream<Settings>;
  readonly prices: Stream<PricesEvent>;
  readonly load: Stream<SystemLoad>;
  readonly networkUse: Stream<NetworkUse>;
  readonly info: Stream<SystemInfo>;
  readonly router: Router;
  readonly actions: ActionRegistry<AppServices>;
  readonly keyboard: KeyboardFacts;
  readonly isPaletteOpen: Store<boolean>;
  /** Where a command wants the focus; taken by that place with `useWantedFocus`. */
  readonly wantedFocus: Store<FocusPlace | null>;
  readonly toasts: ToastStore;
  readonly announcements: Store<Announcement>;
  /** Has a text read out politely by a screen reader. */
  announce(text: string): void;
  /** Puts a text on the clipboard. @returns false, after a notice, when that is not possible. */
  copy(text: string): Promise<boolean>;
  /** Shown at once; taken back with a notice when it could not be kept. */
  updateSettings(patch: SettingsPatch): void;
  /** A call whose failure is told in a notice. */
  attempt(call: Promise<unknown>): void;
};

export type AppAction = Action<AppServices>;

function keyboardFacts(page: Window): KeyboardFacts {
  const { counterweight: bridge } = page;
  const isMac = bridge === undefined ? /Mac|iP(hone|ad)/.test(page.navigator.platform) : bridge.platform === 'darwin';
  return { isMac, isDesktop: bridge !== undefined };
}

function createModels(client: Client, toasts: ToastStore): Stream<Models> {
  const models: Stream<Models> = createStream({
    subscribe: (o) =>
      client.models.watch.subscribe(undefined, {
        ...o,
        onData(event) {
          o.onData(event);
          tellReload(event, liveValue(models.store.get()), toasts);
        },
      }),
    reduce: reduceModels,
  });
  return models;
}

/** Opens the wire and wires everything above it. */
export function createAppServices(page: Window): AppServices {
  const { client, connection } = createWire(page);
  const toasts = createToastStore();
  const announcements = createStore<Announcement>({ text: '', count: 0 });
  const settings = createStream({
    subscribe: (o) => client.settings.watch.subscribe(undefined, o),
    reduce: reduceSettings,
  });
  const tellFailure = (error: unknown): void => {
    const words = errorText(toAppError(error));
    toasts.show(`${words.title}. ${words.nextStep}`, { tone: 'bad' });
  };
  return {
    client,
    connection,
    settings,
    models: createModels(client, toasts),
    downloads: createStream({
      subscribe: (o) => client.downloads.watch.subscribe(undefined, o),
      reduce: reduceDownloads,
    }),
    prices: createStream<PricesEvent, PricesEvent>({
      subscribe: (o) => client.prices.watch.subscribe(undefined, o),
      reduce: (_before, event) => event,
    }),
    load: createStream({ subscribe: (o) => client.system.watchLoad.subscribe(undefined, o), reduce: reduceLoad }),
    networkUse: createStream({
      subscribe: (o) => client.system.watchNetworkUse.subscribe(undefined, o),
      reduce: reduceNetworkUse,
    }),
    info: createStream({
      subscribe: askOnce(() => client.system.info.query()),
      reduce: (_before, info: SystemInfo) => info,
    }),
    router: createRouter(page),
    actions: createActionRegistry<AppServices>(),
    keyboard: keyboardFacts(page),
    isPaletteOpen: createStore(false),
    wantedFocus: createStore<FocusPlace | null>(null),
    toasts,
    announcements,
    announce: createAnnouncer(announcements),
    async copy(text) {
      const isCopied = await copyText(text);
      if (!isCopied) toasts.show(t('ui.copy-failed'), { tone: 'bad' });
      return isCopied;
    },
    updateSettings(patch) {
      const before = settings.store.get();
      if (before.status !== 'live') return;
      settings.store.set({ status: 'live', value: applyPatch(before.value, patch) });
      client.settings.update.mutate(patch).catch((error: unknown) => {
        settings.store.set(before);
        tellFailure(error);
      });
    },
    attempt(call) {
      call.catch(tellFailure);
    },
  };
}
