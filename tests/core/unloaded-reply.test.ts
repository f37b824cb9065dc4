import { expect, test } from 'vitest';
import { modelId, openChat } from '../support/open-chat.ts';
import { waitUntil } from '../support/processes.ts';

test('a reply whose model is unloaded while it loads was stopped, and has not failed', async () => {
  const { chat, pool, replyOf, logger } = openChat();
  const { conversationId } = chat.replies.send({ conversationId: null, text: 'Hello', modelId });
  await waitUntil(() => pool.pids.length === 1);
  await pool.unload(modelId);
  await waitUntil(() => replyOf(conversationId)?.status !== 'streaming');
  expect([replyOf(conversationId), logger.errors]).toMatchObject([{ status: 'stopped', error: null }, []]);
});

test('a reply whose model is unloaded while it writes was stopped, and keeps its words', async () => {
  const { chat, pool, replyOf } = openChat();
  const { conversationId } = chat.replies.send({ conversationId: null, text: 'Hello', modelId });
  await waitUntil(() => replyOf(conversationId)?.text !== '');
  await pool.unload(modelId);
  await waitUntil(() => replyOf(conversationId)?.status === 'stopped');
  expect(replyOf(conversationId)?.text).toMatch(/^(1 )+$/);
});
