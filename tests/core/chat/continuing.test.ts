import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import { AppError } from '../../../main/contract/errors.ts';
import type { MessageId } from '../../../main/contract/ids.ts';
import { startTestPool } from '../../runners/test-pool.ts';
import { writeScriptedModel } from '../../support/gguf/scripted-model.ts';
import { loadRequestOf } from '../../support/load-request.ts';
import { modelId, openChat } from '../../support/open-chat.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const script = 'A patient hand learns more from small errors than from any big answer.';

/** A real model that says the script and ends, a few tokens at a time. */
async function openScripted(maxTokens: number | null, dataFolder = temporaryFolder()) {
  const path = join(temporaryFolder(), 'scripted.gguf');
  await writeScriptedModel({ path, name: 'Scripted', reply: script });
  const model = { path, sizeBytes: (await stat(path)).size };
  let isLoadable = true;
  const prepareLoad = (): Promise<ReturnType<typeof loadRequestOf>> =>
    isLoadable
      ? Promise.resolve(loadRequestOf(path, model.sizeBytes, { modelId }))
      : Promise.reject(new AppError('model-missing', { name: 'Scripted', path }));
  const sampling = { ...defaultChatSettings.sampling, maxTokens, temperature: 0 };
  const resolveChat = () => ({ settings: { ...defaultChatSettings, sampling }, systemPrompt: '' });
  const opened = openChat({ pool: startTestPool(), model, resolveChat, prepareLoad, dataFolder });
  return {
    ...opened,
    takeAway: () => void (isLoadable = false),
    limitTo: (tokens: number | null) => void (sampling.maxTokens = tokens),
  };
}

// Would catch: a reply that begins anew, stutters at the seam, or becomes another message when it is continued.
test('a reply that was cut goes on in place, word for word, until its end', async () => {
  const { chat, ended, path, heard, database } = await openScripted(3);
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const cut = await ended(conversationId);
  expect([cut.stopReason, script.startsWith(cut.text)]).toEqual(['max-tokens', true]);
  const events = heard(conversationId);
  let { text, stats } = cut;
  for (let round = 0; round < 20; round += 1) {
    chat.replies.continueReply({ replyId, modelId: null });
    const longer = await ended(conversationId);
    expect(longer).toMatchObject({ id: replyId, givenLength: 0, siblingIds: [replyId] });
    expect(longer.text.startsWith(text)).toBe(true);
    expect(longer.stats?.replyTokens).toBeGreaterThan(stats?.replyTokens ?? 0);
    ({ text, stats } = longer);
    if (longer.stopReason === 'end') break;
  }
  expect([text, path(conversationId).length]).toEqual([script, 2]);
  const reopened = events.find((event) => event.type === 'path-changed');
  expect(reopened?.path).toMatchObject({
    length: 2,
    kept: 1,
    from: 1,
    messages: [{ id: replyId, status: 'streaming' }],
  });
  const tokens = database.prepare('SELECT length(tokens) FROM reply_tokens WHERE reply_id = ?').pluck().get(replyId);
  expect(tokens).toBeGreaterThan(0);
});

// Would catch: a beginning that the model ignores, or that is told twice.
test('a reply begins with the words it was given, and they are told from the model’s', async () => {
  const { chat, ended, limitTo } = await openScripted(6);
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  // Words that end where a token does.
  const { text: given } = await ended(conversationId);
  limitTo(null);
  const begun = { text: script, givenLength: given.length, status: 'complete', stopReason: 'end' };
  chat.replies.send({ conversationId, text: 'Go', modelId, replyPrefix: given });
  expect(await ended(conversationId)).toMatchObject(begun);
  const other = chat.regenerate({ replyId, modelId: null, replyPrefix: given });
  expect(await ended(conversationId)).toMatchObject({ ...begun, id: other.replyId });
  const branch = { replyId, prefix: { text: given, reasoning: '', isThoughtClosed: true } };
  expect([chat.branchWith(branch).conversationId, await ended(conversationId)]).toMatchObject([
    conversationId,
    { ...begun, givenLength: 0 },
  ]);
});

// Would catch: words that are lost because going on did not work.
test('a reply that cannot go on keeps its words and figures', async () => {
  const { chat, ended, takeAway, pool } = await openScripted(4);
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const cut = await ended(conversationId);
  takeAway();
  await pool.unload(modelId);
  chat.replies.continueReply({ replyId, modelId: null });
  expect(await ended(conversationId)).toMatchObject({
    ...{ id: replyId, text: cut.text, status: 'failed', error: { code: 'model-missing' } },
    stats: cut.stats,
  });
});

// Would catch: a reply that others were already said to, and that is another one afterwards.
test('a reply that is followed by others goes on as a version of its own', async () => {
  const { chat, ended, path } = await openScripted(3);
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const first = await ended(conversationId);
  chat.replies.send({ conversationId, text: 'And?', modelId });
  await ended(conversationId);
  const begun = chat.replies.continueReply({ replyId, modelId: null });
  const version = await ended(conversationId);
  expect([version.id, version.siblingIds]).toEqual([begun.replyId, [replyId, begun.replyId]]);
  expect([version.text.startsWith(first.text), version.text.length > first.text.length]).toEqual([true, true]);
  chat.tree.selectBranch(replyId);
  expect(path(conversationId)[1]?.text).toBe(first.text);
});

// Would catch: a reply of which nobody can tell how it was made, or that cannot be made again.
test('a reply’s record has its settings with the seed that was drawn, and what of the conversation it saw', async () => {
  const { chat, ended } = await openScripted(3);
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const { stats } = await ended(conversationId);
  expect(chat.tree.record(replyId)).toMatchObject({
    settings: { sampling: { maxTokens: 3, seed: expect.any(Number) } },
    systemPrompt: '',
    context: { promptTokens: stats?.promptTokens, sentMessages: 1, leftOut: [], summaryId: null },
  });
});

// Would catch: a reply that was under way when the app ended, and that only the words it began with are left of.
test('a continued reply that dies with the app keeps all its words, and goes on after the next start', async () => {
  const dataFolder = temporaryFolder();
  const first = await openScripted(9, dataFolder);
  const { conversationId } = first.chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const { id, text: longer } = await first.ended(conversationId);
  first.limitTo(3);
  const { replyId } = first.chat.regenerate({ replyId: id, modelId: null });
  const { text } = await first.ended(conversationId);
  // What a process leaves that dies while the reply goes on.
  first.conversations.reopenReply(replyId, { modelId, modelName: 'Scripted', atMs: 1 });
  first.conversations.appendReply(replyId, [{ kind: 'text', start: text.length, text: longer.slice(text.length) }]);
  await first.close();
  const second = await openScripted(null, dataFolder);
  expect(second.replyOf(conversationId)).toMatchObject({ status: 'interrupted', text: longer });
  second.chat.replies.continueReply({ replyId, modelId: null });
  expect(await second.ended(conversationId)).toMatchObject({ text: script, status: 'complete', stopReason: 'end' });
});

// Would catch: a reply in the wrong form that passes for one in the right form, or one of which the verdict is lost.
test('a reply that was held to a form is judged when it ends, and the verdict stays with it', async () => {
  const judged: string[] = [];
  const { chat, heard, ended, conversations } = openChat({
    settings: { sampling: { maxTokens: 2 }, structure: { kind: 'json' } },
    judgeStructure: (structure, text) => {
      judged.push(`${structure.kind}: ${text}`);
      return 'no JSON';
    },
  });
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const events = heard(conversationId);
  const verdict = { kind: 'json', problem: 'no JSON' };
  expect(await ended(conversationId)).toMatchObject({ status: 'complete', structure: verdict });
  expect([judged, events.at(-1)]).toMatchObject([
    ['json: 1 1 '],
    { type: 'reply-ended', message: { structure: verdict } },
  ]);
  conversations.reopenReply(replyId, { modelId, modelName: 'Tiny', atMs: 1 });
  expect(conversations.findMessage(replyId)?.structure).toBeNull();
});

// Would catch: a first message that goes out and leaves a reply which seems to be on its way for ever.
test('whatever fails after a message is kept becomes the reply’s ending', async () => {
  const { chat, path, logger } = openChat({
    onBegun: () => {
      throw new Error('nobody foresaw this');
    },
  });
  const { conversationId } = chat.replies.send({ conversationId: null, text: 'Go', modelId, replyPrefix: 'Well, ' });
  expect(path(conversationId).map(({ text, status, error }) => [text, status, error?.code ?? null])).toEqual([
    ['Go', 'complete', null],
    ['Well, ', 'failed', 'internal'],
  ]);
  expect(logger.errors).toHaveLength(1);
  chat.tree.removeMessage({ messageId: path(conversationId)[1]?.id ?? ('' as MessageId), extent: 'one' });
});
