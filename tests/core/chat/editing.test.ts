import { expect, test } from 'vitest';
import type { AttachmentId, MessageId } from '../../../main/contract/ids.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { modelId, openChat } from '../../support/open-chat.ts';

/** A conversation with one answered message; every reply is `1 1 `. */
async function answered() {
  const opened = openChat({ settings: { sampling: { maxTokens: 2 } } });
  const { conversationId } = opened.chat.replies.send({ conversationId: null, text: 'First', modelId });
  const reply = await opened.ended(conversationId);
  const [question] = opened.path(conversationId);
  if (!question) throw new Error('no question');
  const edit = (messageId: MessageId, text: string, isAnswered: boolean, attachmentIds: readonly AttachmentId[] = []) =>
    opened.chat.replies.edit({ messageId, text, attachmentIds, answerWith: isAnswered ? modelId : null });
  const told = () => opened.path(conversationId).map(({ role, text, siblingIds }) => [role, text, siblingIds.length]);
  return { ...opened, conversationId, question, reply, edit, told };
}

// Would catch: an edit that overwrites what was said, or is not answered.
test('an edited message is a version beside the first one, and is answered', async () => {
  const { edit, ended, told, conversationId, question, reply, chat, path } = await answered();
  const edited = edit(question.id, 'Second', true);
  expect(await ended(conversationId)).toMatchObject({ id: edited.replyId, text: '1 1 ', parentId: edited.messageId });
  expect(told()).toEqual([
    ['user', 'Second', 2],
    ['assistant', '1 1 ', 1],
  ]);
  chat.tree.selectBranch(question.id);
  expect(path(conversationId).map(({ id }) => id)).toEqual([question.id, reply.id]);
});

// Would catch: saving words that at once costs a reply nobody asked for; a question that nothing can answer later.
test('a version that is only saved waits for its answer, which can be asked for', async () => {
  const { edit, ended, told, conversationId, question, chat } = await answered();
  const { messageId, replyId } = edit(question.id, 'Later', false);
  expect([replyId, told()]).toEqual([null, [['user', 'Later', 2]]]);
  const begun = chat.regenerate({ replyId: messageId, modelId: null });
  expect(await ended(conversationId)).toMatchObject({ id: begun.replyId, parentId: messageId, text: '1 1 ' });
});

// Would catch: a reply whose words a person changed and that still looks like the model's own, or lost its model.
test('an edited reply is a complete version whose words are the person’s', async () => {
  const { edit, conversationId, reply, replyOf } = await answered();
  edit(reply.id, 'In my words', false);
  expect(replyOf(conversationId)).toMatchObject({
    ...{ text: 'In my words', status: 'complete', stopReason: null, givenLength: 11 },
    ...{ modelId, modelName: 'Tiny', siblingIds: [reply.id, expect.anything()] },
  });
});

// Would catch: a model that begins anew and throws the person’s words away.
test('a model goes on from an edited reply’s words', async () => {
  const { edit, ended, conversationId, reply } = await answered();
  edit(reply.id, 'Mine: ', true);
  expect(await ended(conversationId)).toMatchObject({ text: 'Mine: 1 1 ', givenLength: 6, status: 'complete' });
});

// Would catch: a file that is silently left behind when the words around it are changed.
test('files of an edited message stay when they are named, and new ones come from the draft', async () => {
  const { database, edit, conversationId, question, path } = await answered();
  const insert = database.prepare(`INSERT INTO attachments
    (id, draft_key, position, name, size_bytes, lines, hash, created_at_ms) VALUES (?, ?, 0, ?, 1, 1, 'h', 1)`);
  database.exec(`INSERT INTO attachment_texts (hash, text) VALUES ('h', 'words')`);
  insert.run('one', 'draft', 'one.md');
  const first = edit(question.id, 'With a file', false, ['one' as AttachmentId]);
  insert.run('two', `edit:${first.messageId}`, 'two.md');
  edit(first.messageId, 'With two', false, ['one', 'two'] as AttachmentId[]);
  expect(path(conversationId)[0]?.attachments.map(({ name }) => name)).toEqual(['one.md', 'two.md']);
});

// Would catch: two replies that are written into one conversation at once; an empty message.
test('nothing is edited while a reply is under way, and nothing into nothing', async () => {
  const { edit, chat, conversationId, question, reply, ended, told } = await answered();
  const before = told();
  expect(await appErrorOf(() => edit(question.id, ' \n', true))).toBe('bad-request');
  expect(await appErrorOf(() => edit('nothing' as MessageId, 'x', true))).toBe('not-found');
  expect(told()).toEqual(before);
  chat.regenerate({ replyId: reply.id, modelId: null });
  const busy = [
    () => edit(question.id, 'x', true),
    () => chat.replies.continueReply({ replyId: reply.id, modelId: null }),
    () => chat.tree.removeMessage({ messageId: question.id, extent: 'one' }),
    () => chat.tree.selectBranch(reply.id),
    () => chat.duplicate(reply.id),
  ];
  for (const act of busy) expect(await appErrorOf(act)).toBe('conversation-busy');
  await ended(conversationId);
});
