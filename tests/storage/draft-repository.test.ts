import { expect, onTestFinished, test } from 'vitest';
import { draftKeyOf, editDraftKey } from '../../main/contract/drafts.ts';
import type { ConversationId, MessageId } from '../../main/contract/ids.ts';
import type { NewMessage } from '../../main/core/ports/message-tree.ts';
import { openStorage } from '../../main/storage/storage.ts';
import { exampleConversation } from '../support/example-conversation.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const chatId = 'chat' as ConversationId;
const newChat = draftKeyOf(null);
const inChat = draftKeyOf(chatId);
const ofEdit = editDraftKey('q' as MessageId);
const conversation = exampleConversation(chatId, { title: 't' });
const question = (id: string, parentId: string | null): NewMessage => ({
  id: id as MessageId,
  conversationId: chatId,
  parentId: parentId as MessageId | null,
  role: 'user',
  text: id,
  status: 'complete',
  createdAtMs: 1,
});

function openWithDrafts() {
  const dataFolder = temporaryFolder();
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  storage.conversations.createWith(conversation, [question('q', null)]);
  for (const key of [newChat, inChat, ofEdit])
    storage.drafts.save({ key, text: `of ${key}`, replyPrefix: '', updatedAtMs: 5 });
  return { ...storage, dataFolder, keys: () => storage.drafts.all().map(({ key }) => key) };
}

test('a draft of what was deleted is not shown, and is back with it', () => {
  const { drafts, conversations, keys } = openWithDrafts();
  conversations.softDelete(chatId, 10);
  expect(keys()).toEqual([newChat]);
  conversations.restore(chatId);
  expect(keys()).toEqual([newChat, inChat, ofEdit]);
  expect(drafts.find(inChat)).toEqual({
    key: inChat,
    text: 'of chat',
    replyPrefix: '',
    attachments: [],
    updatedAtMs: 5,
  });
});

test('what is erased for good takes its drafts along, and none is kept of what is not there', () => {
  const { drafts, conversations, keys } = openWithDrafts();
  conversations.softDelete(chatId, 10);
  conversations.purgeDeleted(11);
  drafts.save({ key: inChat, text: 'too late', replyPrefix: '', updatedAtMs: 6 });
  drafts.save({ key: ofEdit, text: 'too late', replyPrefix: '', updatedAtMs: 6 });
  expect([keys(), drafts.find(inChat), drafts.find(ofEdit)]).toEqual([[newChat], null, null]);
});

test('a draft ends in the transaction that sends it, and only that one', () => {
  const { conversations, keys } = openWithDrafts();
  const patch = { conversationId: chatId, updatedAtMs: 7 };
  expect(() => conversations.append([question('q', null)], { ...patch, sentDraft: inChat })).toThrow();
  expect(keys()).toEqual([newChat, inChat, ofEdit]);
  conversations.append([question('r', 'q')], { ...patch, sentDraft: inChat });
  expect(keys()).toEqual([newChat, ofEdit]);
  const other = { ...conversation, id: 'other' as ConversationId };
  conversations.createWith(other, [{ ...question('s', null), conversationId: other.id }], newChat);
  expect(keys()).toEqual([ofEdit]);
});

test('an emptied draft is gone, a beginning of the reply alone is one', () => {
  const { drafts, keys } = openWithDrafts();
  drafts.save({ key: newChat, text: '', replyPrefix: '', updatedAtMs: 6 });
  drafts.save({ key: inChat, text: '', replyPrefix: 'Dear', updatedAtMs: 6 });
  expect([keys(), drafts.find(inChat)?.replyPrefix]).toEqual([[inChat, ofEdit], 'Dear']);
});
