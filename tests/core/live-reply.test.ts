import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ConversationEvent } from '../../main/contract/chat.ts';
import type { ConversationId, MessageId } from '../../main/contract/ids.ts';
import { LiveReply } from '../../main/core/chat/live-reply.ts';
import type { ReplyEnding } from '../../main/core/ports/repositories.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { createConversationRepository } from '../../main/storage/conversation-repository.ts';
import { toStorageError } from '../../main/storage/storage-errors.ts';
import { exampleConversation } from '../support/example-conversation.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTestLogger } from '../support/test-logger.ts';

const chatId = 'chat' as ConversationId;
const replyId = 'a' as MessageId;
const complete: ReplyEnding = { status: 'complete', stopReason: 'end', error: null, stats: null };

function openReply(commitIntervalMs: number) {
  const database = openDatabase({ dataFolder: temporaryFolder() });
  const repository = createConversationRepository(database);
  const common = { conversationId: chatId, text: '', createdAtMs: 1 };
  repository.createWith(exampleConversation(chatId, { title: 't' }), [
    { ...common, id: 'q' as MessageId, parentId: null, role: 'user', status: 'complete' },
    { ...common, id: replyId, parentId: 'q' as MessageId, role: 'assistant', status: 'streaming' },
  ]);
  const message = repository.findMessage(replyId);
  if (!message) throw new Error('no reply');
  const events: ConversationEvent[] = [];
  const guarded = {
    appendReply: translate(repository.appendReply),
    endReply: translate(repository.endReply),
  };
  const logger = createTestLogger();
  const reply = new LiveReply({
    message,
    repository: guarded,
    logger,
    publish: (event) => events.push(event),
    commitIntervalMs,
  });
  onTestFinished(() => {
    reply.dispose();
    database.close();
  });
  return { database, repository, reply, events, logger, stored: () => repository.findMessage(replyId) };
}

function translate<Args extends unknown[]>(method: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    try {
      method(...args);
    } catch (error) {
      throw toStorageError(error, '/data');
    }
  };
}

test('text is on disk within the commit interval while the reply is still open', async () => {
  const { reply, stored } = openReply(20);
  reply.append('text', 'half a sen');
  await sleep(200);
  expect(stored()).toMatchObject({ text: 'half a sen', status: 'streaming' });
  reply.append('text', 'tence');
  reply.end(complete);
  expect(stored()).toMatchObject({ text: 'half a sentence', status: 'complete' });
});

test('deltas carry where they start, so that a page can tell a gap', () => {
  const { reply, events } = openReply(1_000);
  reply.append('reasoning', 'hm');
  reply.append('text', 'a👍');
  reply.append('text', 'b');
  expect(
    events.filter((event) => event.type === 'reply-delta').map(({ kind, offset, text }) => [kind, offset, text]),
  ).toEqual([
    ['reasoning', 0, 'hm'],
    ['text', 0, 'a👍'],
    ['text', 3, 'b'],
  ]);
});

test('a full disk keeps the words, says so once, and writes them when there is room again', async () => {
  const { reply, events, stored, database } = openReply(20);
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages + 1}`);
  const text = 'word '.repeat(20_000);
  reply.append('text', text);
  reply.end(complete);
  await sleep(100);
  expect([stored()?.status, reply.message.text.length, reply.message.status]).toEqual([
    'streaming',
    text.length,
    'complete',
  ]);
  expect(() => reply.flush()).toThrow('disk-full');

  database.pragma('max_page_count = 1073741823');
  await reply.settled;
  expect(stored()).toMatchObject({ text, status: 'complete' });
  expect(events.filter((event) => event.type === 'storage-trouble').map(({ error }) => error?.code ?? null)).toEqual([
    'disk-full',
    null,
  ]);
});

test('a failure nobody foresaw neither ends the app from the commit clock nor keeps the reply from ending', async () => {
  const { reply, events, stored, database, logger } = openReply(20);
  database.exec('ALTER TABLE messages RENAME TO away');
  reply.append('text', 'kept');
  await sleep(100);
  reply.end(complete);
  expect(events.at(-1)).toMatchObject({ type: 'reply-ended', message: { text: 'kept', status: 'complete' } });
  expect([reply.trouble?.code, logger.errors.length]).toEqual(['internal', 1]);

  database.exec('ALTER TABLE away RENAME TO messages');
  await reply.settled;
  expect([stored()?.text, stored()?.status, reply.trouble]).toEqual(['kept', 'complete', null]);
});

test('nothing is added after the end', () => {
  const { reply, stored } = openReply(1_000);
  reply.append('text', 'done');
  reply.end(complete);
  reply.append('text', ' and more');
  reply.end({ ...complete, status: 'failed' });
  expect(stored()).toMatchObject({ text: 'done', status: 'complete' });
});

test('a commit writes what is new, and never half of a character', async () => {
  const { reply, stored, database } = openReply(20);
  const pieces = () => database.prepare('SELECT start, text FROM reply_pieces ORDER BY start').raw().all();
  reply.append('text', 'a \ud83d');
  await sleep(100);
  expect([pieces(), stored()?.text]).toEqual([[[0, 'a ']], 'a ']);
  reply.append('text', '\udc4d b');
  await sleep(100);
  expect([pieces(), stored()?.text]).toEqual([
    [
      [0, 'a '],
      [2, '👍 b'],
    ],
    'a 👍 b',
  ]);
  reply.end(complete);
  expect([pieces(), stored()?.text, stored()?.status]).toEqual([[], 'a 👍 b', 'complete']);
});
