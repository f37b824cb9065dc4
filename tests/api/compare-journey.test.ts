import { expect, onTestFinished, test } from 'vitest';
import type { ConversationListEvent } from '../../main/contract/chat.ts';
import type { ComparisonListEvent } from '../../main/contract/compare.ts';
import { comparedApp, plainSetup, watchComparison } from '../support/compare/compared-app.ts';
import { startApp } from '../support/app-process.ts';
import { waitUntil } from '../support/processes.ts';

test('a chat becomes a comparison of settings, an answer of it a chat; in between no list of chats knows', async () => {
  const { app, client, models, dataFolder } = await comparedApp([{ name: 'Alpha' }]);
  const [alpha] = models;
  if (!alpha) throw new Error('no model');
  const chats: ConversationListEvent[] = [];
  const listed = client.chat.watchList.subscribe(undefined, { onData: (event) => void chats.push(event) });
  const { conversationId } = await client.chat.send.mutate({
    conversationId: null,
    text: 'Tell me of the sea.',
    modelId: alpha.id,
  });
  await waitUntil(() => chats.some((event) => event.type === 'generating' && !event.isGenerating));
  const before = chats.length;

  const small = plainSetup(alpha, {
    load: { contextSize: 512 },
    systemPrompt: 'As {{who}}.',
    variables: { who: 'Ann' },
  });
  const { comparisonId } = await client.compare.create.mutate({
    setups: [plainSetup(alpha), small],
    mode: 'open',
    timing: 'quick',
    conversationId,
  });
  const watched = watchComparison(client, comparisonId);
  const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'And the shore?' });
  const { answers } = await watched.ended(roundId);
  // Each was loaded as its contestant says, and read what was said in the chat.
  expect(answers.map(({ status, figures }) => [status, figures?.contextSize])).toEqual([
    ['complete', 4096],
    ['complete', 512],
  ]);
  const prompts = await Promise.all(
    answers.map(({ messageId }) => client.chat.prompt.query({ replyId: messageId ?? never() })),
  );
  expect(prompts.map((prompt) => prompt?.text.includes('Tell me of the sea.'))).toEqual([true, true]);
  expect(prompts.map((prompt) => prompt?.text.includes('As Ann.'))).toEqual([false, true]);
  expect(chats.slice(before)).toEqual([]);

  const continued = await client.compare.continueAsChat.mutate({ answerId: answers[1]?.id ?? never() });
  await waitUntil(() => chats.length > before);
  expect(chats.at(-1)).toMatchObject({ type: 'changed', conversation: { id: continued.conversationId } });
  const { messages } = await client.chat.messages.query({ ...continued, from: 0, to: 9 });
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
  listed.unsubscribe();

  await client.models.remove.mutate({ modelId: alpha.id });
  await waitUntil(() => watched.events.at(-1)?.type === 'snapshot');
  expect(watched.events.at(-1)).toMatchObject({ comparison: { columns: [{ contestant: { isThere: false } }, {}] } });
  await app.end();

  const next = await startApp({ dataFolder });
  onTestFinished(async () => void (await next.end()));
  const again = await next.connect();
  onTestFinished(() => again.close());
  const history: ComparisonListEvent[] = [];
  const seen = again.client.compare.watchList.subscribe(undefined, { onData: (event) => void history.push(event) });
  await waitUntil(() => history.length > 0);
  expect(history[0]).toMatchObject({ lines: [{ id: comparisonId, columnCount: 2, rounds: 1, isRunning: false }] });
  expect(await again.client.compare.search.query({ words: 'shore' })).toMatchObject([{ id: comparisonId }]);
  seen.unsubscribe();
});

function never(): never {
  throw new Error('it is there');
}
