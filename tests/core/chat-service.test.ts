import { expect, onTestFinished, test, vi } from 'vitest';
import type { ConversationId } from '../../main/contract/ids.ts';
import { defaultChatSettings } from '../../main/contract/chat-settings.ts';
import { ChatService } from '../../main/core/chat/chat-service.ts';
import { planContext } from '../../main/core/context/plan-context.ts';
import { TokenCounts } from '../../main/core/context/token-counts.ts';
import { createConversationRepository } from '../../main/storage/conversation-repository.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { startTestPool } from '../runners/test-pool.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTestLogger } from '../support/test-logger.ts';

function openService() {
  const database = openDatabase({ dataFolder: temporaryFolder() });
  const logger = createTestLogger();
  const chat = new ChatService({
    conversations: createConversationRepository(database),
    pool: startTestPool(),
    prepareLoad: () => Promise.reject(new Error('nothing is loaded here')),
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
  return { database, chat, logger };
}

test('whoever could not be given a snapshot is not told anything later either', () => {
  const { database, chat } = openService();
  database.exec(`INSERT INTO conversations (id, title, title_source, active_leaf_id, created_at_ms, updated_at_ms)
      VALUES ('damaged', 't', 'auto', 'q', 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, status, created_at_ms, stats)
      VALUES ('q', 'damaged', 'user', 'hi', 'complete', 1, '{}')`);
  const heard: string[] = [];
  expect(() => chat.watch('damaged' as ConversationId, ({ type }) => void heard.push(type))).toThrow();
  chat.rename('damaged' as ConversationId, 'Another title');
  expect(heard).toEqual([]);
});

test('erasing what was deleted waits for a better time when the disk refuses, and does not end the app', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { database, chat, logger } = openService();
  database.exec(`INSERT INTO conversations (id, title, title_source, created_at_ms, updated_at_ms, deleted_at_ms)
    VALUES ('gone', 'Secret', 'auto', 1, 1, ${Date.now()})`);
  const kept = () => database.prepare('SELECT id FROM conversations').pluck().all();
  const hourMs = 60 * 60 * 1000;
  database.pragma('query_only = ON');
  vi.advanceTimersByTime(2 * hourMs);
  expect([kept(), logger.errors.length > 0]).toEqual([['gone'], true]);
  database.pragma('query_only = OFF');
  vi.advanceTimersByTime(hourMs);
  expect(kept()).toEqual([]);
  expect(() => chat.restore('gone' as ConversationId)).toThrow('not-found');
});
