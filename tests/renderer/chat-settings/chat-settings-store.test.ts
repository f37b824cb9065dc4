import { expect, test } from 'vitest';
import {
  defaultChatSettings,
  noOwnChatSettings,
  type ChatSettingsEvent,
  type OwnChatSettings,
} from '../../../main/contract/chat-settings.ts';
import { ChatSettingsStore } from '../../../renderer/state/chat/settings/chat-settings-store.ts';
import type { Observer } from '../../../renderer/state/stream.ts';

const inherited = { settings: defaultChatSettings, systemPrompt: '' };
const said = (own: OwnChatSettings): ChatSettingsEvent => ({
  type: 'snapshot',
  own,
  inherited,
  effective: inherited,
  unfilled: [],
});
const hot = (temperature: number): OwnChatSettings => ({
  ...noOwnChatSettings,
  settings: { sampling: { temperature } },
});

function open() {
  const observers: Observer<ChatSettingsEvent>[] = [];
  const saves: { own: OwnChatSettings; resolve: () => void; reject: (error: unknown) => void }[] = [];
  const failures: unknown[] = [];
  const store = new ChatSettingsStore({
    subscribe: (observer) => {
      observers.push(observer);
      return { unsubscribe: () => void observers.splice(observers.indexOf(observer), 1) };
    },
    save: (own) => new Promise<void>((resolve, reject) => saves.push({ own, resolve, reject })),
    onFailure: (error) => failures.push(error),
  });
  const close = store.open();
  observers[0]?.onData(said(noOwnChatSettings));
  const shown = (): unknown => store.view.get()?.effective.settings.sampling.temperature;
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  return { store, observers, saves, failures, shown, settle, close };
}

test('while a slider is moved, what the app says of earlier places does not move it back', async () => {
  const { store, observers, saves, shown, settle } = open();
  store.change(hot(1));
  store.change(hot(2));
  const seen = [shown()];
  observers[0]?.onData(said(hot(1)));
  saves[0]?.resolve();
  await settle();
  seen.push(shown());
  saves[1]?.resolve();
  await settle();
  seen.push(shown());
  observers[0]?.onData({ ...said(hot(2)), effective: { ...inherited, systemPrompt: 'told' } });
  expect([...seen, store.view.get()?.effective.systemPrompt]).toEqual([2, 2, 2, 'told']);
});

test('a change that could not be kept is taken back and told', async () => {
  const { store, saves, failures, shown, settle } = open();
  store.change(hot(3));
  saves[0]?.reject('full');
  await settle();
  expect([shown(), failures]).toEqual([0.7, ['full']]);
});

test('two who watch share one subscription; it ends with the last', () => {
  const { store, observers, close } = open();
  const second = store.open();
  close();
  const during = observers.length;
  second();
  expect([during, observers.length]).toEqual([1, 0]);
});
