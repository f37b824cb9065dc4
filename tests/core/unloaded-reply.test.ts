import { expect, onTestFinished, test } from 'vitest';
import type { Message } from '../../main/contract/chat.ts';
import type { ConversationId, ModelId } from '../../main/contract/ids.ts';
import { defaultChatSettings } from '../../main/contract/chat-settings.ts';
import { ChatService } from '../../main/core/chat/chat-service.ts';
import { planContext } from '../../main/core/context/plan-context.ts';
import { TokenCounts } from '../../main/core/context/token-counts.ts';
import { createConversationRepository } from '../../main/storage/conversation-repository.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { startTestPool } from '../runners/test-pool.ts';
import { loadRequestOf } from '../support/load-request.ts';
import { waitUntil } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTestLogger } from '../support/test-logger.ts';

const modelId = 'model-1' as ModelId;

function openChat() {
  const database = openDatabase({ dataFolder: temporaryFolder() });
  const conversations = createConversationRepository(database);
  const pool = startTestPool({ obliging: [{}] });
  const logger = createTestLogger();
  const chat = new ChatService({
    conversations,
    pool,
    prepareLoad: () => Promise.resolve(loadRequestOf('any.gguf', 1, { modelId })),
    recordPrompt: () => undefined,
    resolveChat: () => ({ settings: defaultChatSettings, systemPrompt: '' }),
    planContext: (input, signal) => planContext(input, new TokenCounts(), signal),
    modelName: () => 'Tiny',
    clock: { now: () => Date.now() },
    logger,
  });
  onTestFinished(async () => {
    await chat.dispose();
    database.close();
  });
  const replyOf = (id: ConversationId): Message | undefined => conversations.activePath(id).at(-1);
  return { chat, pool, replyOf, logger };
}

test('a reply whose model is unloaded while it loads was stopped, and has not failed', async () => {
  const { chat, pool, replyOf, logger } = openChat();
  const { conversationId } = chat.send({ conversationId: null, text: 'Hello', modelId });
  await waitUntil(() => pool.pids.length === 1);
  await pool.unload(modelId);
  await waitUntil(() => replyOf(conversationId)?.status !== 'streaming');
  expect([replyOf(conversationId), logger.errors]).toMatchObject([{ status: 'stopped', error: null }, []]);
});

test('a reply whose model is unloaded while it writes was stopped, and keeps its words', async () => {
  const { chat, pool, replyOf } = openChat();
  const { conversationId } = chat.send({ conversationId: null, text: 'Hello', modelId });
  await waitUntil(() => replyOf(conversationId)?.text !== '');
  await pool.unload(modelId);
  await waitUntil(() => replyOf(conversationId)?.status === 'stopped');
  expect(replyOf(conversationId)?.text).toMatch(/^(1 )+$/);
});
