import { renameSync, writeFileSync } from 'node:fs';
import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import type { AppErrorData } from '../../main/contract/errors.ts';
import type { ConversationListEvent } from '../../main/contract/chat.ts';
import type { ConversationId, ModelId } from '../../main/contract/ids.ts';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { watchConversation } from '../support/conversation-watcher.ts';
import { waitUntil } from '../support/processes.ts';
import { startedApp } from '../support/started-app.ts';

/** The app error's code that a call is answered with. */
async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    return (error.data as { appError?: AppErrorData } | undefined)?.appError?.code ?? error.message;
  }
}

test('bring a file, chat, go on: the second turn evaluates only what is new, figures are recorded', async () => {
  const { client, model } = await startedApp();
  expect(model.facts).toMatchObject({ architecture: 'llama', hasChatTemplate: true });
  const first = await client.chat.send.mutate({ conversationId: null, text: 'How are **you**?', modelId: model.id });
  const watcher = watchConversation(client, first.conversationId);
  const one = await watcher.ended();
  expect(one).toMatchObject({ status: 'complete', stopReason: 'end', error: null, modelName: model.facts.name });
  expect(one.text).toBe(watcher.text());
  expect(one.stats).toMatchObject({ reusedTokens: 0 });
  expect(one.stats?.replyTokens).toBeGreaterThan(5);
  expect(one.stats?.loadMs).toBeGreaterThan(0);
  expect(one.stats?.firstTokenMs).toBeGreaterThan(0);

  const second = await client.chat.send.mutate({
    conversationId: first.conversationId,
    text: 'And now?',
    modelId: model.id,
  });
  await watcher.until(() =>
    watcher.events.some((event) => event.type === 'reply-ended' && event.message.id === second.replyId),
  );
  const two = await watcher.ended();
  const evaluated = (two.stats?.promptTokens ?? 0) - (two.stats?.reusedTokens ?? 0);
  expect(two.stats?.reusedTokens).toBeGreaterThanOrEqual(
    (one.stats?.promptTokens ?? 0) + (one.stats?.replyTokens ?? 0) - 4,
  );
  expect(evaluated).toBeLessThan(60);
  expect(two.stats?.loadMs).toBe(0);
});

test('the list follows what happens: a title by itself, rename, pin, delete and undo', async () => {
  const { client, model } = await startedApp();
  const events: ConversationListEvent[] = [];
  client.chat.watchList.subscribe(undefined, { onData: (event: ConversationListEvent) => void events.push(event) });
  await waitUntil(() => events[0]?.type === 'snapshot');
  const { conversationId } = await client.chat.send.mutate({
    conversationId: null,
    text: '# Plans for _tea_',
    modelId: model.id,
  });
  const watcher = watchConversation(client, conversationId);
  const reply = await watcher.ended();
  await client.chat.rename.mutate({ conversationId, title: '  Tea  ' });
  await client.chat.setPinned.mutate({ conversationId, isPinned: true });
  await client.chat.remove.mutate({ conversationId });
  expect(await codeOf(client.chat.rename.mutate({ conversationId, title: 'gone' }))).toBe('not-found');
  await client.chat.restore.mutate({ conversationId });
  // Told whole again, because who watched was told that it is gone.
  await watcher.until(() => watcher.events.at(-1)?.type === 'snapshot');

  const titles = events
    .filter((event) => event.type === 'changed')
    .map(({ conversation }) => [conversation.title, conversation.isPinned]);
  expect(titles).toEqual([
    ['Plans for tea', false],
    ['Tea', false],
    ['Tea', true],
    ['Tea', true],
  ]);
  expect(events.filter((event) => event.type === 'removed')).toHaveLength(1);
  const again = watchConversation(client, conversationId);
  await again.until(() => again.events.length > 0);
  expect(again.text()).toBe(reply.text);
});

test('regenerate keeps the earlier reply as a sibling that can be chosen again', async () => {
  const { client, model } = await startedApp();
  const first = await client.chat.send.mutate({ conversationId: null, text: 'Go', modelId: model.id });
  const watcher = watchConversation(client, first.conversationId);
  const one = await watcher.ended();
  const { replyId } = await client.chat.regenerate.mutate({ replyId: first.replyId, modelId: null });
  await watcher.until(() =>
    watcher.events.some((event) => event.type === 'reply-ended' && event.message.id === replyId),
  );
  await client.chat.selectBranch.mutate({ messageId: first.replyId });
  await watcher.until(() => watcher.events.at(-1)?.type === 'path-changed');
  const last = watcher.events.at(-1);
  const path = last?.type === 'path-changed' ? last.path : null;
  // The question stayed what it was and is not told again.
  expect([path?.kept, path?.messages.map(({ id, text, siblingIds }) => [id, text, siblingIds])]).toEqual([
    1,
    [[first.replyId, one.text, [first.replyId, replyId]]],
  ]);
});

test('stop ends the reply quickly with its text, and a busy conversation refuses a second question', async () => {
  const { client, model } = await startedApp({ endless: true });
  const { conversationId } = await client.chat.send.mutate({ conversationId: null, text: 'Go', modelId: model.id });
  const watcher = watchConversation(client, conversationId);
  await watcher.untilText(20);
  expect(await codeOf(client.chat.send.mutate({ conversationId, text: 'me too', modelId: model.id }))).toBe(
    'conversation-busy',
  );
  const startedAt = performance.now();
  await client.chat.stop.mutate({ conversationId });
  expect(performance.now() - startedAt).toBeLessThan(500);
  const reply = await watcher.ended();
  expect([reply.status, reply.stopReason, reply.text]).toEqual(['stopped', 'stopped', watcher.text()]);
});

test('bad input is answered with a code and changes nothing', async () => {
  const { client, model } = await startedApp();
  const unknownModel = 'nobody' as ModelId;
  const unknownChat = 'nothing' as ConversationId;
  expect([
    await codeOf(client.chat.send.mutate({ conversationId: null, text: '', modelId: model.id })),
    // Nothing would be left of it in the prompt, and a runner takes no empty one.
    await codeOf(client.chat.send.mutate({ conversationId: null, text: ' \n\t', modelId: model.id })),
    await codeOf(client.chat.send.mutate({ conversationId: null, text: 'hi', modelId: unknownModel })),
    await codeOf(client.chat.send.mutate({ conversationId: unknownChat, text: 'hi', modelId: model.id })),
    await codeOf(client.chat.stop.mutate({ conversationId: '../../etc' as ConversationId })),
    await codeOf(client.models.importFile.mutate({ path: '/nowhere/at/all.gguf' })),
    await codeOf(client.models.pickFile.mutate()),
  ]).toEqual(['bad-request', 'bad-request', 'not-found', 'not-found', 'bad-request', 'file-not-found', 'bad-request']);
  expect(await client.system.info.query()).toMatchObject({ host: 'web' });
});

test('a model file that is gone, and one that was replaced, are noticed before a runner sees them', async () => {
  const { client, model } = await startedApp();
  const send = () => client.chat.send.mutate({ conversationId: null, text: 'Go', modelId: model.id });
  const ended = async () => watchConversationEnd(client, (await send()).conversationId);
  renameSync(model.path, `${model.path}.away`);
  expect((await ended()).error).toMatchObject({ code: 'model-missing', isRetryable: true });

  writeFileSync(model.path, 'not a model at all, but long enough to be looked at');
  expect((await ended()).error?.code).toBe('gguf-not-gguf');

  await writeBigramModel({ path: model.path, seed: 2, name: 'Another' });
  expect(await ended()).toMatchObject({ status: 'complete', error: null });
});

async function watchConversationEnd(client: Parameters<typeof watchConversation>[0], conversationId: ConversationId) {
  const watcher = watchConversation(client, conversationId);
  const snapshot = () => watcher.events.find((event) => event.type === 'snapshot')?.path.messages.at(-1);
  await watcher.until(
    () =>
      watcher.events.some(({ type }) => type === 'reply-ended') || (snapshot()?.status ?? 'streaming') !== 'streaming',
  );
  const event = watcher.events.find(({ type }) => type === 'reply-ended');
  const message = event?.type === 'reply-ended' ? event.message : snapshot();
  watcher.close();
  if (!message) throw new Error('no reply');
  return message;
}
