import { expect, onTestFinished, test } from 'vitest';
import type { ConversationId, MessageId } from '../../main/contract/ids.ts';
import type { NewMessage } from '../../main/core/ports/message-tree.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { exampleConversation } from '../support/example-conversation.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const chatId = 'chat' as ConversationId;
const conversation = exampleConversation(chatId, { title: 'Tea' });

function message(id: string, parentId: string | null, role: 'user' | 'assistant', text = id): NewMessage {
  return {
    id: id as MessageId,
    conversationId: chatId,
    parentId: parentId as MessageId | null,
    role,
    text,
    status: role === 'user' ? 'complete' : 'streaming',
    createdAtMs: 2,
  };
}

function openWithExchange(options: { maxPageCount?: number } = {}) {
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder, ...options });
  storage.conversations.createWith(conversation, [message('q1', null, 'user'), message('a1', 'q1', 'assistant')]);
  return { storage, dataFolder, repository: storage.conversations };
}

const after = { conversationId: chatId, updatedAtMs: 3 };

test('a regenerated reply becomes a sibling: the earlier one stays reachable and the path follows the choice', () => {
  const { storage, repository } = openWithExchange();
  repository.append([message('a2', 'q1', 'assistant')], after);
  repository.append([message('q2', 'a2', 'user'), message('a3', 'q2', 'assistant')], after);
  expect(repository.activePath(chatId).map(({ id, siblingIds }) => [id, siblingIds])).toEqual([
    ['q1', ['q1']],
    ['a2', ['a1', 'a2']],
    ['q2', ['q2']],
    ['a3', ['a3']],
  ]);
  repository.selectBranch('a1' as MessageId);
  expect(repository.activePath(chatId).map(({ id }) => id)).toEqual(['q1', 'a1']);
  repository.selectBranch('a2' as MessageId);
  expect(repository.activePath(chatId).map(({ id }) => id)).toEqual(['q1', 'a2', 'q2', 'a3']);
  storage.close();
});

test('a reply left streaming by a dead process is marked interrupted, with what it began with and every piece', () => {
  const { storage, dataFolder, repository } = openWithExchange();
  const at = (kind: 'text' | 'reasoning', start: number, text: string) => ({ kind, start, text });
  repository.appendReply('a1' as MessageId, [at('reasoning', 0, 'thin'), at('text', 2, ' so')]);
  repository.appendReply('a1' as MessageId, [at('text', 5, ' far'), at('reasoning', 4, 'king')]);
  storage.close();
  const reopened = openStorage({ dataFolder });
  expect(reopened.conversations.markInterrupted()).toBe(1);
  expect(reopened.conversations.activePath(chatId).at(-1)).toMatchObject({
    text: 'a1 so far',
    reasoning: 'thinking',
    status: 'interrupted',
    stopReason: 'interrupted',
  });
  reopened.close();
});

test('a deleted conversation comes back whole, and is erased with its messages once purged', () => {
  const { storage, repository } = openWithExchange();
  repository.softDelete(chatId, 10);
  expect([repository.list(), repository.find(chatId)]).toEqual([[], null]);
  repository.purgeDeleted(10);
  repository.restore(chatId);
  expect(repository.activePath(chatId)).toHaveLength(2);
  repository.softDelete(chatId, 10);
  repository.purgeDeleted(11);
  repository.restore(chatId);
  expect([repository.find(chatId), repository.findMessage('q1' as MessageId)]).toEqual([null, null]);
  storage.close();
});

test('a full disk is an app error, and what was there before is still readable', async () => {
  const { storage, repository } = openWithExchange({ maxPageCount: 40 });
  const flood = 'x'.repeat(400_000);
  expect(
    await appErrorOf(() => repository.appendReply('a1' as MessageId, [{ kind: 'text', start: 2, text: flood }])),
  ).toBe('disk-full');
  expect(await appErrorOf(() => repository.append([message('q2', 'a1', 'user', flood)], after))).toBe('disk-full');
  expect(repository.activePath(chatId).map(({ text }) => text)).toEqual(['q1', 'a1']);
  storage.close();
});

test('texts survive exactly: quotes, NUL, right-to-left and emoji', () => {
  const { storage, dataFolder, repository } = openWithExchange();
  const text = `'); DROP TABLE messages; -- "x" \u0000 مرحبا 👩‍👩‍👧 漢字 ${'\n'.repeat(3)}`;
  const half = text.indexOf('漢');
  for (const start of [0, half])
    repository.appendReply('a1' as MessageId, [
      { kind: 'text', start: 2 + start, text: text.slice(start, start === 0 ? half : undefined) },
    ]);
  storage.close();
  const reopened = openStorage({ dataFolder });
  expect(reopened.conversations.findMessage('a1' as MessageId)?.text).toBe(`a1${text}`);
  reopened.close();
});

test('a conversation of thousands of messages is erased like any other', () => {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  onTestFinished(() => storage.close());
  const messages = Array.from({ length: 3000 }, (_, index) =>
    message(`m${index}`, index === 0 ? null : `m${index - 1}`, index % 2 === 0 ? 'user' : 'assistant'),
  );
  storage.conversations.createWith(conversation, messages);
  storage.conversations.softDelete(chatId, 1);
  storage.conversations.purgeDeleted(2);
  expect(storage.conversations.findMessage('m2999' as MessageId)).toBeNull();
});

test('the list knows the tags of each conversation, and those without have none', () => {
  const { storage, repository } = openWithExchange();
  onTestFinished(() => storage.close());
  const tagged = { ...conversation, id: 'tagged' as ConversationId, tags: ['green', 'leaf'], updatedAtMs: 9 };
  repository.createWith(tagged, []);
  expect(repository.list().map(({ id, tags }) => [id, tags])).toEqual([
    ['tagged', ['green', 'leaf']],
    [chatId, []],
  ]);
});
