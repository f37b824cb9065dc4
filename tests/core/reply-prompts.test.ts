import { expect, onTestFinished, test } from 'vitest';
import type { MessageId } from '../../main/contract/ids.ts';
import type { ReplyPrompt } from '../../main/contract/prompt.ts';
import { ReplyPrompts } from '../../main/core/chat/reply-prompts.ts';
import { createConversationRepository } from '../../main/storage/conversation-repository.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { createPromptRepository } from '../../main/storage/prompt-repository.ts';
import { startTestPool } from '../runners/test-pool.ts';
import { loadedInfo } from '../support/load-request.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTestLogger } from '../support/test-logger.ts';

function openPrompts() {
  const database = openDatabase({ dataFolder: temporaryFolder() });
  onTestFinished(() => void database.close());
  database.exec(`INSERT INTO conversations (id, title, title_source, created_at_ms, updated_at_ms)
      VALUES ('c', 't', 'auto', 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, status, created_at_ms, model_id)
      VALUES ('a', 'c', 'assistant', 'hi', 'complete', 1, 'm')`);
  const logger = createTestLogger();
  const prompts = new ReplyPrompts({
    prompts: createPromptRepository(database),
    conversations: createConversationRepository(database),
    pool: startTestPool(),
    prepareLoad: () => Promise.reject(new Error('nothing is loaded here')),
    logger,
  });
  return { database, logger, prompts };
}

const replyId = 'a' as MessageId;
const prompt: ReplyPrompt = {
  replyId,
  text: '<s>hi',
  literals: [],
  tokenCount: 2,
  replyStart: null,
  template: loadedInfo.template,
};

test('a prompt that the disk does not take is noted, and does not end its reply', () => {
  const { database, logger, prompts } = openPrompts();
  database.pragma('query_only = ON');
  prompts.record(prompt);
  expect(logger.errors).toHaveLength(1);
  database.pragma('query_only = OFF');
  expect(prompts.find(replyId)).toBeNull();
  prompts.record(prompt);
  expect(prompts.find(replyId)).toEqual(prompt);
});

test('tokens are not had by loading a model that nobody said may be loaded', async () => {
  const { prompts } = openPrompts();
  prompts.record(prompt);
  const { signal } = new AbortController();
  expect(await prompts.tokens({ replyId, mayLoad: false }, signal)).toBeNull();
  await expect(prompts.tokens({ replyId, mayLoad: true }, signal)).rejects.toThrow('nothing is loaded here');
  await expect(prompts.tokens({ replyId: 'gone' as MessageId, mayLoad: false }, signal)).rejects.toMatchObject({
    code: 'not-found',
  });
});
