import { expect, onTestFinished, test } from 'vitest';
import type { Conversation, Message } from '../../main/contract/chat.ts';
import type { AttachmentId, ConversationId, MessageId } from '../../main/contract/ids.ts';
import type { ReplyPrompt } from '../../main/contract/prompt.ts';
import type { NewMessage } from '../../main/core/ports/message-tree.ts';
import { createConversationRepository } from '../../main/storage/conversation-repository.ts';
import { openDatabase } from '../../main/storage/database.ts';
import { createPromptRepository } from '../../main/storage/prompt-repository.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { loadedInfo } from '../support/load-request.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const chatId = 'chat' as ConversationId;
const copyId = 'copy' as ConversationId;
const idOf = (id: string): MessageId => id as MessageId;
const conversation: Conversation = {
  ...{ id: chatId, title: 'Tea', titleSource: 'auto', modelId: null, isPinned: false, isArchived: false },
  ...{ projectId: null, tags: ['green', 'leaf'], createdAtMs: 1, updatedAtMs: 1 },
};
const after = { conversationId: chatId, updatedAtMs: 3 };

function message(id: string, parentId: string | null, more: Partial<NewMessage> = {}): NewMessage {
  return {
    ...{ id: idOf(id), conversationId: chatId, parentId: parentId as MessageId | null, text: `${id} says` },
    ...{ role: id.startsWith('q') ? 'user' : 'assistant', status: 'complete', createdAtMs: 2, ...more },
  };
}

function promptOf(replyId: string, text: string): ReplyPrompt {
  return {
    replyId: idOf(replyId),
    text,
    literals: [3],
    tokenCount: text.length,
    replyStart: 2,
    template: loadedInfo.template,
  };
}

function openConversation() {
  const database = openDatabase({ dataFolder: temporaryFolder() });
  onTestFinished(() => void database.close());
  const tree = createConversationRepository(database);
  const prompts = createPromptRepository(database);
  const begin = 'You are asked: one. ';
  tree.createWith(conversation, [message('q1', null), message('a1', 'q1')]);
  prompts.save(promptOf('a1', begin));
  database.exec(`INSERT INTO attachment_texts (hash, text) VALUES ('h', 'the words of the file');
    INSERT INTO attachments (id, draft_key, position, name, size_bytes, lines, hash, created_at_ms)
      VALUES ('file', 'chat', 0, 'notes.md', 21, 1, 'h', 1)`);
  tree.append([message('q2', 'a1', { attachmentIds: ['file' as AttachmentId] }), message('a2', 'q2')], after);
  prompts.save(promptOf('a2', `${begin}And it says: a1. Then two. `));
  tree.append([message('q3', 'a2'), message('a3', 'q3')], after);
  prompts.save(promptOf('a3', `${begin}And it says: a1. Then two. It says a2. Then three.`));
  return { database, tree, prompts, begin };
}

const shownAs = ({ role, text, rating, attachments }: Message): unknown => [
  role,
  text,
  rating,
  attachments.map(({ name }) => name),
];

// Would catch: a copy that shares rows with what it was copied from, or that lost files, prompts, tokens or settings.
test('a copy of a path has everything that hangs on its messages, and is one of its own', () => {
  const { database, tree, prompts } = openConversation();
  tree.rate(idOf('a2'), 'up');
  const ending = { status: 'complete', stopReason: 'end', error: null, stats: null, tokens: [7, 300, 70_000] } as const;
  tree.endReply(idOf('a2'), 'a2 says', '', ending);
  database.exec(`UPDATE conversations SET own_settings = '{"a":1}' WHERE id = 'chat';
    INSERT INTO summaries (id, message_id, text, model_name, created_at_ms) VALUES ('s', 'a1', 'short', 'Tiny', 1)`);
  tree.copyPath(idOf('a2'), { ...conversation, id: copyId, title: 'Tea (2)' });

  const copy = tree.activePath(copyId);
  expect(copy.map(shownAs)).toEqual(tree.activePath(chatId).slice(0, 4).map(shownAs));
  expect([tree.find(copyId)?.tags, copy[1]?.summary?.text]).toEqual([['green', 'leaf'], 'short']);
  const [, , , reply] = copy;
  expect(prompts.find(reply?.id ?? idOf(''))).toMatchObject({ text: prompts.find(idOf('a2'))?.text, literals: [3] });
  const tokens = database.prepare('SELECT hex(tokens) FROM reply_tokens WHERE reply_id = ?').pluck().get(reply?.id);
  expect(tokens).toBe('070000002C01000070110100');
  expect(database.prepare('SELECT own_settings FROM conversations WHERE id = ?').pluck().get('copy')).toBe('{"a":1}');

  tree.softDelete(chatId, 1);
  tree.purgeDeleted(2);
  expect(tree.pathTo(reply?.id ?? idOf('')).map(({ text, attachments }) => [text, attachments])).toEqual([
    ['q1 says', []],
    ['a1 says', []],
    ['q2 says', [{ name: 'notes.md', text: 'the words of the file' }]],
    ['a2 says', []],
  ]);
});

// Would catch: a prompt that is kept as what it adds to another one, and turns to nonsense when that one goes.
test('prompts stay what they were when a reply they build on is removed for good, or goes on with another prompt', () => {
  const { tree, prompts } = openConversation();
  const last = prompts.find(idOf('a3'))?.text;
  tree.remove({ id: 'r', messageId: idOf('a2'), extent: 'one', removedAtMs: 5 });
  tree.purgeRemoved(10);
  expect(prompts.find(idOf('a3'))?.text).toBe(last);
  prompts.save(promptOf('a1', 'Something else entirely'));
  expect([prompts.find(idOf('a3'))?.text, prompts.find(idOf('a1'))?.text]).toEqual([last, 'Something else entirely']);
});

// Would catch: a message that is sent without the file that was attached to it.
test('attachments of a draft are taken, those of another message copied, and an unknown one stops everything', async () => {
  const { tree } = openConversation();
  const [kept] = tree.findMessage(idOf('q2'))?.attachments ?? [];
  tree.append([message('q2b', 'a1', { attachmentIds: [kept?.id ?? ('' as AttachmentId)] })], after);
  expect(
    [tree.findMessage(idOf('q2')), tree.findMessage(idOf('q2b'))].map((each) => each?.attachments[0]?.name),
  ).toEqual(['notes.md', 'notes.md']);
  const unknown = message('q2c', 'a1', { attachmentIds: ['nothing' as AttachmentId] });
  expect(await appErrorOf(() => tree.append([unknown], after))).toBe('not-found');
  expect([tree.findMessage(idOf('q2c')), tree.activeLeaf(chatId)]).toEqual([null, 'q2b']);
});
