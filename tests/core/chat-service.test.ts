import { expect, onTestFinished, test, vi } from 'vitest';
import type { ConversationId } from '../../main/contract/ids.ts';
import { openChat } from '../support/open-chat.ts';

test('whoever could not be given a snapshot is not told anything later either', () => {
  const { database, chat } = openChat();
  database.exec(`INSERT INTO conversations (id, title, title_source, active_leaf_id, created_at_ms, updated_at_ms)
      VALUES ('damaged', 't', 'auto', 'q', 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, status, created_at_ms, stats)
      VALUES ('q', 'damaged', 'user', 'hi', 'complete', 1, '{}')`);
  const heard: string[] = [];
  expect(() => chat.watch('damaged' as ConversationId, ({ type }) => void heard.push(type))).toThrow();
  chat.conversations.rename('damaged' as ConversationId, 'Another title');
  expect(heard).toEqual([]);
});

test('erasing what was deleted waits for a better time when the disk refuses, and does not end the app', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { database, chat, logger } = openChat();
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
  expect(() => chat.conversations.restore('gone' as ConversationId)).toThrow('not-found');
});

// Would catch: another window that goes on saying "deleted" of a conversation that is back.
test('whoever watches a conversation that comes back is told all of it anew', async () => {
  const { database, chat, heard } = openChat();
  database.exec(`INSERT INTO conversations (id, title, title_source, active_leaf_id, created_at_ms, updated_at_ms)
      VALUES ('back', 't', 'auto', 'q', 1, 1);
    INSERT INTO messages (id, conversation_id, role, text, status, created_at_ms)
      VALUES ('q', 'back', 'user', 'hi', 'complete', 1)`);
  const id = 'back' as ConversationId;
  const events = heard(id);
  await chat.conversations.remove(id);
  expect(events.at(-1)).toEqual({ type: 'deleted' });
  chat.conversations.restore(id);
  expect(events.at(-1)).toMatchObject({ type: 'snapshot', conversation: { id }, path: { messages: [{ text: 'hi' }] } });
});
