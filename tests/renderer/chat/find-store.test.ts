import { expect, onTestFinished, test } from 'vitest';
import type { SearchAnswer, SearchHit, SearchInput } from '../../../main/contract/organise.ts';
import { noSearchFilters } from '../../../main/contract/organise.ts';
import { FindStore } from '../../../renderer/state/chat/find/find-store.ts';

type Asked = { readonly input: SearchInput; readonly signal: AbortSignal; answer(found: Partial<SearchAnswer>): void };

function hit(messageId: string): SearchHit {
  return {
    conversationId: 'c',
    conversationTitle: 'T',
    messageId,
    role: 'user',
    snippet: '',
    matches: [],
    atMs: 0,
  } as never;
}

function openStore() {
  const asked: Asked[] = [];
  const store = new FindStore({
    order: 'best',
    restMs: 0,
    againMs: 0,
    ask: (input, signal) =>
      new Promise((resolve) => {
        asked.push({ input, signal, answer: (found) => resolve({ hits: [], cursor: null, unread: 0, ...found }) });
      }),
  });
  onTestFinished(() => store.dispose());
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  const shown = () => store.state.get().hits.map(({ messageId }) => messageId);
  return { store, asked, settle, shown };
}

// Catches: hits of the words before, shown under the words of now.
test('a slow answer to former words is never shown', async () => {
  const { store, asked, settle, shown } = openStore();
  store.setQuery('te');
  await settle();
  store.setQuery('tea');
  await settle();
  asked[1]?.answer({ hits: [hit('tea')] });
  asked[0]?.answer({ hits: [hit('te')] });
  await settle();
  expect([asked[0]?.signal.aborted, shown(), store.state.get().status]).toEqual([true, ['tea'], 'shown']);
});

test('whoever types fast is asked about once; nothing asked for is nothing found', async () => {
  const { store, asked, settle, shown } = openStore();
  for (const query of ['t', 'te', 'tea']) store.setQuery(query);
  await settle();
  asked[0]?.answer({ hits: [hit('tea')] });
  await settle();
  store.setQuery(' ');
  await settle();
  expect([asked.map(({ input }) => input.query), shown(), store.state.get().status]).toEqual([['tea'], [], 'idle']);
  store.setFilters({ ...noSearchFilters, rating: 'up' });
  await settle();
  expect(asked.length).toBe(2);
});

// Catches: a page that is asked for twice while one scrolls, and so shown twice.
// Catches: a search right after a start or an import that says “nothing” for good, while the index is still being filled.
test('as long as the index is not whole, the same is asked again, and what it finds is shown', async () => {
  const { store, asked, settle, shown } = openStore();
  store.setQuery('tea');
  await settle();
  asked[0]?.answer({ unread: 261 });
  await settle();
  asked[1]?.answer({ hits: [hit('tea')] });
  await settle();
  await settle();
  expect([asked.length, asked[1]?.input.query, shown(), store.state.get().unread]).toEqual([2, 'tea', ['tea'], 0]);
});

test('the next page comes once, after the one before', async () => {
  const { store, asked, settle, shown } = openStore();
  store.setQuery('tea');
  await settle();
  asked[0]?.answer({ hits: [hit('a')], cursor: 'next' });
  await settle();
  store.more();
  store.more();
  await settle();
  expect(asked.map(({ input }) => input.cursor)).toEqual([null, 'next']);
  asked[1]?.answer({ hits: [hit('b')] });
  await settle();
  store.more();
  expect([shown(), asked.length]).toEqual([['a', 'b'], 2]);
});
