import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import { AppError } from '../../../main/contract/errors.ts';
import type { MessageId, SummaryId } from '../../../main/contract/ids.ts';
import { planContext } from '../../../main/core/context/plan-context.ts';
import { TokenCounts } from '../../../main/core/context/token-counts.ts';
import { createReplyTokenRepository } from '../../../main/storage/reply-token-repository.ts';
import { createSummaryRepository } from '../../../main/storage/summary-repository.ts';
import { startTestPool } from '../../runners/test-pool.ts';
import { writeScriptedModel } from '../../support/gguf/scripted-model.ts';
import { loadRequestOf } from '../../support/load-request.ts';
import { modelId, openChat } from '../../support/open-chat.ts';
import { waitUntil } from '../../support/processes.ts';
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

// Would catch: an ending that a full disk refuses and nobody offers it again, so that the reply is on its way for ever.
test('what fails while the disk is full as well is the reply’s ending as soon as there is room', async () => {
  const { chat, database, ended } = openChat({
    onBegun: () => {
      database.pragma('query_only = ON');
      throw new AppError('disk-full', { path: 'anywhere' });
    },
  });
  const { conversationId } = chat.replies.send({ conversationId: null, text: 'Go', modelId, replyPrefix: 'Well, ' });
  expect(() => chat.replies.send({ conversationId, text: 'Again', modelId })).toThrow();
  database.pragma('query_only = OFF');
  expect(await ended(conversationId)).toMatchObject({
    ...{ text: 'Well, ', status: 'failed', error: { code: 'disk-full' } },
  });
});

// Would catch: tokens of the first words that pass for those of the whole reply.
test('a reply that dies while it goes on has no tokens any more', async () => {
  const dataFolder = temporaryFolder();
  const first = openChat({ dataFolder, settings: { sampling: { maxTokens: 2 } } });
  const { conversationId, replyId } = first.chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const { text } = await first.ended(conversationId);
  const { conversations } = first;
  const told = { status: 'complete', stopReason: 'max-tokens', error: null, stats: null } as const;
  conversations.endReply(replyId, text, '', { ...told, tokens: [1, 2] });
  expect(createReplyTokenRepository(first.database).find(replyId)).toEqual([1, 2]);
  conversations.reopenReply(replyId, { modelId, modelName: 'Tiny', atMs: 1 });
  conversations.appendReply(replyId, [{ kind: 'text', start: text.length, text: 'more' }]);
  await first.close();
  const second = openChat({ dataFolder });
  expect(second.replyOf(conversationId)).toMatchObject({ status: 'interrupted', text: `${text}more` });
  expect(createReplyTokenRepository(second.database).find(replyId)).toBeNull();
});

// Would catch: words that were said after a summary of their message, and that no later reply sees.
test('a reply that a summary ends with goes on as a version without one', async () => {
  const { chat, database, ended, path } = openChat({ settings: { sampling: { maxTokens: 2 } } });
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const { text } = await ended(conversationId);
  const summary = { id: 's' as SummaryId, messageId: replyId, text: 'Short', modelName: 'Tiny', createdAtMs: 1 };
  createSummaryRepository(database).save(summary);
  chat.replies.continueReply({ replyId, modelId: null });
  expect(await ended(conversationId)).toMatchObject({ text: text + text, summary: null, siblingIds: [replyId, {}] });
  chat.tree.selectBranch(replyId);
  expect(path(conversationId).at(-1)).toMatchObject({ text, summary: { text: 'Short' } });
});

// Would catch: a model that goes on from the words on disk, while the last ones only now get there.
test('a reply whose words waited for the disk goes on from all of them', async () => {
  const prefixes: unknown[] = [];
  const { chat, database, ended, heard } = openChat({
    settings: { sampling: { maxTokens: 2 } },
    planContext: (input, signal) => {
      prefixes.push(input.prefix?.text);
      return planContext(input, new TokenCounts(), signal);
    },
  });
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  const { text } = await ended(conversationId);
  const events = heard(conversationId);
  const refuse = chat.watch(conversationId, ({ type }) => type === 'reply-delta' && database.pragma('query_only = ON'));
  const { replyId: waiting } = chat.regenerate({ replyId, modelId: null });
  await waitUntil(() => events.some(({ type }) => type === 'reply-ended'));
  refuse();
  database.pragma('query_only = OFF');
  chat.replies.continueReply({ replyId: waiting, modelId: null });
  expect(await ended(conversationId)).toMatchObject({ id: waiting, text: text + text });
  expect(prefixes).toEqual([undefined, undefined, text]);
});

// Would catch: a reply of which nobody knows any more what it saw, because going on was refused.
test('a reply that has no room to go on keeps the record of what it saw', async () => {
  let isFull = false;
  const { chat, ended } = openChat({
    settings: { sampling: { maxTokens: 2 } },
    planContext: (input, signal) =>
      isFull
        ? Promise.reject(new AppError('context-overflow', { promptTokens: 9, contextSize: 9 }))
        : planContext(input, new TokenCounts(), signal),
  });
  const { conversationId, replyId } = chat.replies.send({ conversationId: null, text: 'Go', modelId });
  await ended(conversationId);
  const record = chat.tree.record(replyId);
  isFull = true;
  chat.replies.continueReply({ replyId, modelId: null });
  expect(await ended(conversationId)).toMatchObject({ status: 'failed', error: { code: 'context-overflow' } });
  expect([record?.context?.sentMessages, chat.tree.record(replyId)]).toEqual([1, record]);
});
