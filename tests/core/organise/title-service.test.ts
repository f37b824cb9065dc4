import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { planContext } from '../../../main/core/context/plan-context.ts';
import { TokenCounts } from '../../../main/core/context/token-counts.ts';
import { TitleService, type TitlePorts } from '../../../main/core/organise/title-service.ts';
import { startTestPool } from '../../runners/test-pool.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { writeScriptedModel } from '../../support/gguf/scripted-model.ts';
import { modelId, openChat } from '../../support/open-chat.ts';
import { waitUntil } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const title = 'Two pans and a beam';

/** A chat with real replies, whose titles the model writes. */
async function openTitled(options: Partial<TitlePorts> & { readonly isSlow?: boolean } = {}) {
  const path = join(temporaryFolder(), 'model.gguf');
  const { isSlow = false, ...ports } = options;
  const ballast = isSlow ? { ballast: { layers: 8, feedForward: 16_384 } } : {};
  await writeScriptedModel({ path, name: 'Titles', reply: title, ...ballast });
  const pool = startTestPool();
  const opened = openChat({ pool, model: { path, sizeBytes: 1_000_000 } });
  const results: { readonly reused: number; readonly stopReason: string }[] = [];
  const titles = new TitleService({
    conversations: opened.conversations,
    pool,
    logger: opened.logger,
    watchList: (listener) => opened.chat.watchList(listener),
    watchWork: (listener) => opened.chat.watchWork(listener),
    publishConversation: (id) => opened.chat.publishConversation(id),
    resolveChat: () => ({ settings: defaultChatSettings, systemPrompt: '' }),
    planContext: (input, signal) => planContext(input, new TokenCounts(), signal),
    isWanted: () => true,
    parameterCount: () => 1,
    leastParameters: 0,
    restMs: 0,
    onResult: ({ stats, stopReason }) => void results.push({ reused: stats.reusedTokens, stopReason }),
    ...ports,
  });
  onTestFinished(() => titles.dispose());
  const say = async (text: string, conversationId: ConversationId | null = null) => {
    const begun = opened.chat.replies.send({
      conversationId,
      text,
      modelId,
      attachmentIds: [],
      replyPrefix: '',
      projectId: null,
    });
    const reply = await opened.ended(begun.conversationId);
    return { id: begun.conversationId, reply };
  };
  return { ...opened, titles, results, say, titleOf: (id: ConversationId) => opened.conversations.find(id)?.title };
}

test('the first reply is followed by a title, and the next turn finds all read that it would have found', async () => {
  const asked = 'How does a balance scale find its equilibrium when both pans are empty?';
  const titled = await openTitled();
  const first = await titled.say(asked);
  await waitUntil(() => titled.titleOf(first.id) === title);
  const second = await titled.say('And with a coin?', first.id);
  const plain = await openTitled({ isWanted: () => false });
  const firstPlain = await plain.say(asked);
  const secondPlain = await plain.say('And with a coin?', firstPlain.id);
  const reused = second.reply.stats?.reusedTokens ?? 0;
  expect(reused).toBeGreaterThanOrEqual(first.reply.stats?.promptTokens ?? Infinity);
  expect(reused).toBeGreaterThanOrEqual(secondPlain.reply.stats?.reusedTokens ?? Infinity);
  // Only the request itself was new to the model.
  expect(titled.results[0]?.reused).toBeGreaterThanOrEqual(first.reply.stats?.promptTokens ?? Infinity);
  expect(plain.titleOf(firstPlain.id)).not.toBe(title);
});

test('whoever sends ends the writing of a title at once, and the title stays', async () => {
  const opened = await openTitled({ isSlow: true });
  const { id } = await opened.say('tea');
  await waitUntil(() => opened.pool.isBusy(modelId));
  const next = opened.say('more tea', id);
  await waitUntil(() => opened.results.length > 0);
  expect(opened.results.map(({ stopReason }) => stopReason)).toEqual(['stopped']);
  expect((await next).reply.status).toBe('complete');
  expect([opened.titleOf(id), opened.logger.errors]).toEqual(['tea', []]);
});

test('a title that the person gave stays; asked for, the model gives another', async () => {
  const opened = await openTitled({ isWanted: () => false });
  const { id } = await opened.say('tea');
  opened.chat.conversations.rename(id, 'My tea');
  expect(await opened.titles.retitle(id)).toBe(true);
  expect(opened.titleOf(id)).toBe(title);
  await opened.pool.unload(modelId);
  expect(await appErrorOf(() => opened.titles.retitle(id))).toBe('model-not-loaded');
});

test('a title that the person made theirs while another was written stays, although its words are the same', async () => {
  const opened = await openTitled({
    onResult: () => opened.chat.conversations.rename(said.id, 'tea'),
    isWanted: () => false,
  });
  const said = await opened.say('tea');
  expect(await opened.titles.retitle(said.id)).toBe(false);
  expect(opened.titleOf(said.id)).toBe('tea');
});

test('a conversation that would have to be left out for its own title gets none, and stays read', async () => {
  const settings = { ...defaultChatSettings, overflow: 'drop-oldest' as const };
  const opened = await openTitled({
    isWanted: () => false,
    resolveChat: () => ({ settings, systemPrompt: '' }),
    planContext: (input, signal) => {
      const runner = { ...input.runner, info: { ...input.runner.info, contextSize: 210 } };
      return planContext({ ...input, runner }, new TokenCounts(), signal);
    },
  });
  const { id } = await opened.say('tea '.repeat(20));
  expect(await opened.titles.retitle(id)).toBe(false);
  expect(opened.results).toEqual([]);
});

test('small models, which write none worth having, are not asked', async () => {
  const opened = await openTitled({ leastParameters: 2 });
  const { id } = await opened.say('tea');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect([opened.titleOf(id), opened.results]).toEqual(['tea', []]);
});
