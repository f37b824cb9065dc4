import { expect, onTestFinished, test } from 'vitest';
import type { ConversationListEvent } from '../../../main/contract/chat.ts';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { noSearchFilters } from '../../../main/contract/organise.ts';
import { planContext } from '../../../main/core/context/plan-context.ts';
import { TokenCounts } from '../../../main/core/context/token-counts.ts';
import { TitleService } from '../../../main/core/organise/title-service.ts';
import { SearchIndexer } from '../../../main/core/search/search-indexer.ts';
import { SearchService } from '../../../main/core/search/search-service.ts';
import { countHoldings } from '../../../main/storage/backups/read-copy.ts';
import { createCompareRepository } from '../../../main/storage/compare-repository.ts';
import { createDraftRepository } from '../../../main/storage/draft-repository.ts';
import { createExchangeRepository } from '../../../main/storage/exchange-repository.ts';
import { createSearchRepository } from '../../../main/storage/search-repository.ts';
import { keepDuel } from '../../support/compare/compare-records.ts';
import { modelId, openChat } from '../../support/open-chat.ts';
import { waitUntil } from '../../support/processes.ts';

const hidden = 'left-talk' as ConversationId;

/** A chat and a comparison whose one column has answered, with real replies. */
async function openBoth() {
  const opened = openChat();
  const heard: ConversationListEvent[] = [];
  onTestFinished(opened.chat.watchList((event) => void heard.push(event)));
  let titlesAsked = 0;
  const titles = new TitleService({
    ...opened,
    watchList: (listener) => opened.chat.watchList(listener),
    watchWork: (listener) => opened.chat.watchWork(listener),
    publishConversation: () => undefined,
    resolveChat: () => ({ settings: defaultChatSettings, systemPrompt: '' }),
    planContext: (input, signal) => planContext(input, new TokenCounts(), signal),
    isWanted: () => {
      titlesAsked += 1;
      return false;
    },
    parameterCount: () => null,
    restMs: 0,
  });
  onTestFinished(() => titles.dispose());
  keepDuel(createCompareRepository(opened.database));
  /** These runners talk until they are stopped. */
  const stopped = async (id: ConversationId) => {
    await waitUntil(() => (opened.chat.writing(id)?.text ?? '') !== '');
    await opened.chat.stop(id);
    return opened.ended(id);
  };
  opened.chat.replies.send({ conversationId: hidden, text: 'Balance', modelId, seed: 7 });
  const answer = await stopped(hidden);
  const { conversationId: seen } = opened.chat.replies.send({ conversationId: null, text: 'Balance', modelId });
  await stopped(seen);
  return { ...opened, heard, answer, seen, stopped, asked: () => titlesAsked };
}

test('no list, title-maker, search, export, count of copies or draft knows of a column’s conversation', async () => {
  const { database, heard, seen, asked, chat } = await openBoth();
  const search = createSearchRepository(database);
  const indexer = new SearchIndexer({ search, logger: { info: () => undefined, error: () => undefined } });
  indexer.dispose();
  const find = (conversationId: ConversationId | null, query: string) =>
    new SearchService({ search, indexer, clock: { now: () => 1 } })
      .find({ query, filters: { ...noSearchFilters, conversationId }, order: 'best', cursor: null })
      .hits.map((hit) => hit.conversationId);
  const exchange = createExchangeRepository(database);
  const drafts = createDraftRepository(database);
  drafts.save({ key: hidden as never, text: 'half', replyPrefix: '', updatedAtMs: 1 });
  const snapshot: ConversationListEvent[] = [];
  chat.watchList((event) => void snapshot.push(event))();

  expect(JSON.stringify([...heard, ...snapshot])).not.toContain(hidden);
  expect(snapshot).toMatchObject([{ conversations: [{ id: seen }], generatingIds: [] }]);
  expect([...new Set(find(null, 'Balance'))]).toEqual([seen]);
  expect(find(hidden, 'Balance')).toEqual([]);
  // Its title.
  expect(find(null, 'Untitled')).toEqual([]);
  expect(find(null, '')).not.toContain(hidden);
  expect(exchange.list(null).map(({ id }) => id)).toEqual([seen]);
  expect(exchange.list([hidden])).toEqual([]);
  expect([...exchange.origins()]).toEqual([`counterweight:${seen}`]);
  expect(countHoldings(database)).toEqual({ conversations: 1, messages: 2 });
  expect(drafts.all()).toEqual([]);
  // Of the two replies that ended only the chat's was worth a thought.
  await waitUntil(() => asked() > 0);
  expect(asked()).toBe(1);
});

test('it is told to whoever watches it, with the seed it was asked with, and a copy of it is a chat', async () => {
  const { chat, answer, seen, conversations, heard } = await openBoth();
  expect(conversations.findRecord(answer.id)?.settings.sampling.seed).toBe(7);
  const { conversationId } = chat.tree.duplicate(answer.id, 'From a comparison');
  expect(conversations.list().map(({ id, title }) => [id, title])).toContainEqual([
    conversationId,
    'From a comparison (2)',
  ]);
  expect(conversations.list().map(({ id }) => id)).toEqual(expect.arrayContaining([seen, conversationId]));
  expect(heard.at(-1)).toMatchObject({ type: 'changed', conversation: { id: conversationId } });
});

test('a prompt can hang on any message: what was answered later stays where it is', async () => {
  const { chat, stopped, conversations } = await openBoth();
  chat.replies.send({ conversationId: hidden, text: 'Second', modelId, parentId: null });
  const reply = await stopped(hidden);
  const question = conversations.findMessage(reply.parentId ?? ('' as MessageId));
  expect([question?.text, question?.parentId, question?.siblingIds.length]).toEqual(['Second', null, 2]);
});
