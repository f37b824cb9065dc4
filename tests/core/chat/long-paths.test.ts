import { expect, test } from 'vitest';
import { mostMessagesAtOnce, type Conversation, type ConversationEvent } from '../../../main/contract/chat.ts';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import type { NewMessage } from '../../../main/core/ports/message-tree.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { modelId, openChat } from '../../support/open-chat.ts';
import { waitUntil } from '../../support/processes.ts';

const chatId = 'long' as ConversationId;
const conversation: Conversation = {
  ...{ id: chatId, title: 'Long', titleSource: 'auto', modelId, isPinned: false, isArchived: false },
  ...{ projectId: null, tags: [], createdAtMs: 1, updatedAtMs: 1 },
};
const idAt = (place: number): MessageId => `m${place}` as MessageId;

function openLong(length: number) {
  const opened = openChat({ settings: { sampling: { maxTokens: 2 } } });
  const messages = Array.from({ length }, (_, place): NewMessage => ({
    ...{ id: idAt(place), conversationId: chatId, parentId: place === 0 ? null : idAt(place - 1) },
    ...{ role: place % 2 === 0 ? 'user' : 'assistant', text: `words ${place}`, status: 'complete', createdAtMs: 1 },
  }));
  opened.conversations.createWith(conversation, messages);
  return opened;
}

function pathsOf(events: readonly ConversationEvent[]) {
  return events.flatMap((event) => {
    if (event.type !== 'path-changed' && event.type !== 'snapshot') return [];
    const { length, kept, from, messages, leafId } = event.path;
    return [{ type: event.type, length, kept, from, sent: messages.length, first: messages[0]?.id, leafId }];
  });
}

// Would catch: a page that is sent ten thousand messages when it opens one conversation, or again with every event.
test('of a long path only the end is told, and of an event only what it changed', async () => {
  const { chat, heard, ended } = openLong(1001);
  const events = heard(chatId);
  chat.replies.send({ conversationId: chatId, text: 'One more', modelId });
  const { id: replyId } = await ended(chatId);
  chat.tree.selectBranch(idAt(1000));
  const edited = chat.replies.edit({ messageId: idAt(300), text: 'Anew', attachmentIds: [], answerWith: null });
  chat.tree.selectBranch(idAt(300));
  expect(pathsOf(events)).toEqual([
    { type: 'snapshot', length: 1001, kept: 0, from: 801, sent: 200, first: 'm801', leafId: 'm1000' },
    { type: 'path-changed', length: 1003, kept: 1001, from: 1001, sent: 2, first: expect.anything(), leafId: replyId },
    { type: 'path-changed', length: 1003, kept: 1003, from: 1003, sent: 0, first: undefined, leafId: replyId },
    {
      type: 'path-changed',
      length: 301,
      kept: 300,
      from: 300,
      sent: 1,
      first: edited.messageId,
      leafId: edited.messageId,
    },
    { type: 'path-changed', length: 1003, kept: 300, from: 803, sent: 200, first: 'm803', leafId: replyId },
  ]);
});

// Would catch: rows that stay what they were although a message before them is gone, or has another version beside it.
test('after a removal and its undo everything from there on is told anew', async () => {
  const { chat, heard } = openLong(6);
  const events = heard(chatId);
  const { removalId } = chat.tree.removeMessage({ messageId: idAt(2), extent: 'one' });
  chat.tree.undoRemoval(removalId);
  const end = chat.tree.removeMessage({ messageId: idAt(4), extent: 'from-here' });
  chat.tree.undoRemoval(end.removalId);
  expect(pathsOf(events).map(({ length, kept, from }) => [length, kept, from])).toEqual([
    [6, 0, 0],
    [5, 2, 2],
    [6, 2, 2],
    [4, 4, 4],
    [6, 4, 4],
  ]);
  expect(await appErrorOf(() => chat.tree.undoRemoval(removalId))).toBe('not-found');
});

// Would catch: a range that answers with the whole conversation, or of a path that is no longer shown.
test('ranges of a path are told on request, as many messages at once as a window has', () => {
  const { chat } = openLong(500);
  const range = chat.messages({ conversationId: chatId, from: 10, to: 500 });
  expect([range.from, range.messages.length, range.messages[0]?.text, range.leafId]).toEqual([
    10,
    mostMessagesAtOnce,
    'words 10',
    'm499',
  ]);
  expect(chat.messages({ conversationId: chatId, from: 498, to: 600 }).messages.map(({ id }) => id)).toEqual([
    'm498',
    'm499',
  ]);
  expect(chat.messages({ conversationId: chatId, from: 900, to: 1000 }).messages).toEqual([]);
});

// Would catch: a hit of the search that leads to another branch than the one the words are on.
test('a message of another branch is located by showing its branch', async () => {
  const { chat, heard } = openLong(6);
  const events = heard(chatId);
  chat.replies.edit({ messageId: idAt(2), text: 'Other', attachmentIds: [], answerWith: null });
  expect(chat.locate(idAt(1))).toEqual({ conversationId: chatId, place: 1 });
  expect(chat.locate(idAt(4))).toEqual({ conversationId: chatId, place: 4 });
  expect(pathsOf(events).at(-1)).toMatchObject({ length: 6, kept: 2, leafId: 'm5' });
  expect(await appErrorOf(() => chat.locate('nothing' as MessageId))).toBe('not-found');
});

// Would catch: a page that goes on showing what another service has changed or put in its place.
test('what other services change is told: one message, or everything', () => {
  const { chat, heard, database } = openLong(4);
  const events = heard(chatId);
  chat.tree.rate({ messageId: idAt(1), rating: 'down' });
  database.exec(`INSERT INTO summaries (id, message_id, text, model_name, created_at_ms)
    VALUES ('s', 'm1', 'In short', 'Tiny', 1)`);
  chat.publishMessage(idAt(1));
  database.exec(`UPDATE conversations SET active_leaf_id = 'm2' WHERE id = 'long'`);
  chat.publishList();
  const changed = events.flatMap((event) => (event.type === 'message-changed' ? [event.message] : []));
  expect(changed.map(({ rating, summary }) => [rating, summary?.text ?? null])).toEqual([
    ['down', null],
    ['down', 'In short'],
  ]);
  expect(pathsOf(events).at(-1)).toMatchObject({ type: 'path-changed', length: 3, kept: 0, from: 0 });
});

// Would catch: a rating that the end of the reply takes back.
test('what is noted about a reply while it is written is still noted when it has ended', async () => {
  const { chat, heard, ended } = openLong(2);
  const events = heard(chatId);
  const { replyId } = chat.replies.send({ conversationId: chatId, text: 'Go on', modelId });
  chat.tree.rate({ messageId: replyId, rating: 'up' });
  expect(await ended(chatId)).toMatchObject({ id: replyId, rating: 'up' });
  expect(events.at(-1)).toMatchObject({ type: 'reply-ended', message: { id: replyId, rating: 'up' } });
});

// Would catch: a duplicate that shares its messages with the first one, or cannot be told from it.
test('a duplicate goes up to its message, has a title of its own and lives by itself', () => {
  const { chat, path } = openLong(6);
  const list: string[] = [];
  chat.watchList((event) => void (event.type === 'changed' && list.push(event.conversation.title)));
  const { conversationId } = chat.duplicate(idAt(3));
  chat.duplicate(idAt(3));
  const { removalId } = chat.tree.removeMessage({ messageId: idAt(0), extent: 'from-here' });
  expect([path(conversationId).map(({ text }) => text), list, removalId]).toEqual([
    ['words 0', 'words 1', 'words 2', 'words 3'],
    ['Long (2)', 'Long (3)'],
    expect.any(String),
  ]);
});

// Would catch: a context bar, or a summary, that takes a reply under way for one without words.
test('the words of a reply under way are part of the path that a context is made of', async () => {
  const { chat, conversations, replyOf } = openChat();
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  await waitUntil(() => replyOf(conversationId)?.text !== '');
  expect(conversations.pathTo(replyId).at(-1)).toMatchObject({
    messageId: replyId,
    text: expect.stringMatching(/^(1 )+$/),
  });
  await chat.stop(conversationId);
});
