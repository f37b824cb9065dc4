import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftKeyOf, type DraftEvent, type SaveDraftInput } from '../../../main/contract/drafts.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import type { Connection } from '../../../renderer/api/connection.ts';
import { DraftKeeper } from '../../../renderer/state/chat/draft-keeper.ts';
import { readDraft, writeDraft, type Drafts } from '../../../renderer/state/chat/drafts.ts';
import { createStore } from '../../../renderer/state/store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const chat = draftKeyOf('c' as ConversationId);

/** The app's side as the pages see it: what is saved is told to all of them, in order. */
function openApp() {
  const stored = new Map<string, string>();
  const saves: string[] = [];
  const pages: ((event: DraftEvent) => void)[] = [];
  const draftOf = (key: typeof chat) => {
    const text = stored.get(key);
    return text === undefined ? null : { key, text, replyPrefix: '', attachments: [], updatedAtMs: 1 };
  };
  const tell = (key: typeof chat, writer: string | null): void => {
    for (const page of pages) page({ type: 'changed', key, draft: draftOf(key), writer });
  };
  let isFull = false;
  const save = async ({ key, text, writer }: SaveDraftInput): Promise<void> => {
    await Promise.resolve();
    if (isFull) throw new Error('full');
    saves.push(`${writer}: ${text}`);
    if (text === '') stored.delete(key);
    else stored.set(key, text);
    tell(key, writer);
  };
  const snapshot = (): DraftEvent => ({
    type: 'snapshot',
    drafts: [...stored.keys()].map((key) => draftOf(key as typeof chat)).filter((draft) => draft !== null),
  });
  const openPage = (writer: string, isTold = true) => {
    const drafts = createStore<Drafts>(new Map());
    const connection = createStore<Connection>('open');
    let onEvent: (event: DraftEvent) => void = () => undefined;
    const keeper = new DraftKeeper({
      drafts,
      connection,
      writer,
      save,
      watch: (listener) => {
        onEvent = listener;
        pages.push(listener);
        return { unsubscribe: () => undefined };
      },
    });
    const greet = (): void => onEvent(snapshot());
    if (isTold) greet();
    return { drafts, connection, keeper, greet, text: () => readDraft(drafts.get(), chat) };
  };
  return { stored, saves, openPage, tell, fill: (full: boolean) => void (isFull = full) };
}

test('what is typed is kept within half a second, once for many keys, and is there for the next page', async () => {
  const app = openApp();
  const page = app.openPage('a');
  for (const text of ['h', 'he', 'hel']) writeDraft(page.drafts, chat, text);
  await vi.advanceTimersByTimeAsync(500);
  expect([app.saves, app.openPage('b').text()]).toEqual([['a: hel'], 'hel']);
});

test('a page that goes saves at once', async () => {
  const app = openApp();
  const page = app.openPage('a');
  writeDraft(page.drafts, chat, 'last words');
  page.keeper.flush();
  await vi.advanceTimersByTimeAsync(0);
  expect(app.stored.get(chat)).toBe('last words');
});

test('two pages: the last writer wins, each sees it, and neither answers the other', async () => {
  const app = openApp();
  const [one, two] = [app.openPage('1'), app.openPage('2')];
  writeDraft(one.drafts, chat, 'from one');
  await vi.advanceTimersByTimeAsync(500);
  expect(two.text()).toBe('from one');
  writeDraft(one.drafts, chat, 'one again');
  writeDraft(two.drafts, chat, 'two as well');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([one.text(), two.text(), app.stored.get(chat)]).toEqual(['two as well', 'two as well', 'two as well']);
  expect(app.saves).toEqual(['1: from one', '1: one again', '2: two as well']);
});

test('news of what was there before does not undo words that are on their way', async () => {
  const app = openApp();
  const page = app.openPage('a');
  writeDraft(page.drafts, chat, 'first');
  await vi.advanceTimersByTimeAsync(500);
  writeDraft(page.drafts, chat, 'first and second');
  page.keeper.flush();
  // A file was attached before the save came through.
  app.tell(chat, null);
  await vi.advanceTimersByTimeAsync(500);
  expect([page.text(), app.stored.get(chat)]).toEqual(['first and second', 'first and second']);
});

test('what was sent elsewhere is gone here too', async () => {
  const app = openApp();
  const page = app.openPage('a');
  writeDraft(page.drafts, chat, 'to be sent');
  await vi.advanceTimersByTimeAsync(500);
  app.stored.delete(chat);
  app.tell(chat, null);
  await vi.advanceTimersByTimeAsync(500);
  expect([page.text(), app.saves]).toEqual(['', ['a: to be sent']]);
});

test('words typed before the page knew of a draft come after it, and a full disk is tried again', async () => {
  const app = openApp();
  app.stored.set(chat, 'stored ');
  const page = app.openPage('a', false);
  writeDraft(page.drafts, chat, 'typed');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(app.saves).toEqual([]);
  app.fill(true);
  page.greet();
  await vi.advanceTimersByTimeAsync(5_000);
  expect([page.text(), app.stored.get(chat)]).toEqual(['stored typed', 'stored ']);
  app.fill(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(app.stored.get(chat)).toBe('stored typed');
});

test('while the app is away nothing is lost: it is saved when it is back', async () => {
  const app = openApp();
  const page = app.openPage('a');
  page.connection.set('lost');
  writeDraft(page.drafts, chat, 'meanwhile');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(app.saves).toEqual([]);
  page.connection.set('open');
  page.greet();
  await vi.advanceTimersByTimeAsync(500);
  expect([app.saves, page.text()]).toEqual([['a: meanwhile'], 'meanwhile']);
});
