import { expect, test } from 'vitest';
import type { ContextUseInput } from '../../../main/contract/context.ts';
import { draftKeyOf } from '../../../main/contract/drafts.ts';
import type { AttachmentId, MessageId } from '../../../main/contract/ids.ts';
import { summaryOf, words } from '../../support/context/example-path.ts';
import { chatId, openContext, wordsModel } from '../../support/context/open-context.ts';
import { createWordRunner } from '../../support/context/word-runner.ts';

const never = new AbortController().signal;

function question(
  draft: string,
  change: Partial<ContextUseInput> = {},
): ContextUseInput & { modelId: typeof wordsModel } {
  return {
    conversationId: chatId,
    projectId: null,
    upToId: null,
    draft,
    replyPrefix: '',
    attachmentIds: [],
    ...change,
    modelId: wordsModel,
  };
}

test('every part is counted: the system prompt with its marks, what was said, the draft with its files', async () => {
  const { context, storage } = openContext(createWordRunner(500), [10, 20, 30, 40]);
  const file = { id: 'f' as AttachmentId, name: 'a.txt', sizeBytes: 5, lines: 1 };
  storage.attachments.add({ ...file, draftKey: draftKeyOf(chatId), text: words(50), hash: 'h', createdAtMs: 1 });
  const use = await context.use(question(words(7), { attachmentIds: [file.id], replyPrefix: 'So it is' }), never);
  expect(use).toEqual({
    isExact: true,
    contextSize: 500,
    // 1 + 3 marks for the system turn and the message, and two words.
    systemTokens: 9,
    historyTokens: 10 + 20 + 30 + 40 + 4 * 3,
    // "File:", the name and the fences are words as well.
    draftTokens: 7 + 54 + 3,
    attachments: [{ id: 'f', tokens: 54 }],
    leftOut: [],
    leftOutTokens: 0,
    reservedTokens: 125,
    isOver: false,
    policy: 'ask',
    largerContextSize: null,
  });
});

test('typing costs the words that are typed, and nothing of what was said before', async () => {
  const runner = createWordRunner(500);
  const { context } = openContext(runner, [10, 20, 30, 40]);
  await context.use(question('one'), never);
  const before = { rendered: runner.rendered.length, counted: runner.countedLength };
  const use = await context.use(question('one two'), never);
  expect([use.draftTokens, runner.rendered.length - before.rendered, runner.countedLength - before.counted]).toEqual([
    2, 0, 7,
  ]);
});

test('an edit is counted in the place of its message, without what follows', async () => {
  const { context } = openContext(createWordRunner(500), [10, 20, 30, 40]);
  const use = await context.use(question('four words of it', { upToId: 'm2' as MessageId }), never);
  expect([use.historyTokens, use.draftTokens]).toEqual([36, 4]);
});

// Would catch: a model that stalls its reply to count what somebody types meanwhile.
test('a model that is busy or not loaded is not asked, and the figures say that they are a guess', async () => {
  const runner = createWordRunner(500);
  const { context, set } = openContext(runner, [10, 20, 30, 40]);
  set({ isBusy: true });
  const busy = await context.use(question(words(7)), never);
  set({ isBusy: false, isLoaded: false });
  const unloaded = await context.use(question(words(7)), never);
  expect([busy.isExact, unloaded.isExact, unloaded.contextSize, runner.rendered.length + runner.countedLength]).toEqual(
    [false, false, 500, 0],
  );
  expect(busy.historyTokens).toBeGreaterThan(50);
});

test('over the context: what the policy leaves out is the very plan of a send, and a larger context is looked for', async () => {
  const { context, set } = openContext(createWordRunner(200), [40, 40, 40, 40]);
  const asked = await context.use(question(words(60)), never);
  expect([asked.isOver, asked.leftOut, asked.largerContextSize]).toEqual([true, [], 400]);
  set({ settings: { overflow: 'drop-oldest' } });
  const dropping = await context.use(question(words(60)), never);
  expect(dropping).toMatchObject({
    isOver: false,
    leftOut: [{ from: 0, to: 4 }],
    historyTokens: 0,
    leftOutTokens: 172,
  });
  set({ settings: { overflow: 'drop-oldest' }, largestContext: 300 });
  const tooMuch = await context.use(question(words(250)), never);
  expect([tooMuch.isOver, tooMuch.largerContextSize]).toEqual([true, null]);
});

test('a summary is counted in place of what it tells, from the moment it is there', async () => {
  const { context, summaries, storage, set } = openContext(createWordRunner(300), [40, 40, 10, 10]);
  set({ settings: { overflow: 'summarise' } });
  const before = await context.use(question('and'), never);
  const summary = summaryOf(1, words(12));
  if (summary === null) throw new Error('no summary');
  summaries.restore(summary);
  const after = await context.use(question('and'), never);
  expect([before.historyTokens, after.historyTokens, after.leftOut]).toEqual([112, 26 + 20, [{ from: 0, to: 2 }]]);
  expect(after.leftOutTokens).toBeGreaterThan(80);
  summaries.remove(summary.id);
  expect((await context.use(question('and'), never)).historyTokens).toBe(112);
  expect(storage.conversations.findMessage('m1' as MessageId)?.text).toBe(words(40, 'w1'));
});

test('the ways to go on say what each would really do', async () => {
  const { context, set } = openContext(createWordRunner(256), [60, 30, 20, 20]);
  const options = await context.options(question(words(90)), never);
  expect(options).toEqual({
    isExact: true,
    contextSize: 256,
    promptTokens: 9 + 142 + 90,
    roomForReply: 14,
    dropOldest: { leftOutMessages: 2, promptTokens: 9 + 46 + 90, fits: true },
    keepEnds: { leftOutMessages: 2, promptTokens: 9 + 96 + 90, fits: true },
    // Without the first exchange alone there would be no room for a whole reply.
    summarise: { upToId: 'm3', messages: 4, tokens: 154, summaryTokens: 64, isThere: false },
    larger: { contextSize: 512, moreBytes: 256, verdict: 'fits', isEnough: true },
  });
  set({ largestContext: 300 });
  expect((await context.options(question(words(90)), never)).larger).toBeNull();
  // Nothing earlier could make room for it.
  const hopeless = await context.options(question(words(400)), never);
  expect([hopeless.dropOldest?.fits, hopeless.keepEnds?.fits, hopeless.summarise, hopeless.roomForReply]).toEqual([
    false,
    false,
    null,
    0,
  ]);
});

test('a reply that was refused is asked about without a message that nobody wrote', async () => {
  const { context } = openContext(createWordRunner(150), [50, 50, 45, 1]);
  const options = await context.options(question('', { upToId: 'm3' as MessageId }), never);
  expect([options.promptTokens, options.dropOldest]).toEqual([
    160,
    { leftOutMessages: 2, promptTokens: 9 + 45, fits: true },
  ]);
});

test('10,000 messages, far more than the context: no prompt of all of it is made, and each is counted once', async () => {
  const lengths = Array.from({ length: 10_000 }, () => 20);
  const runner = createWordRunner(8192);
  const { context } = openContext(runner, lengths);
  const use = await context.use(question('a'), never);
  const counted = runner.countedLength;
  await context.use(question('a b'), never);
  const longest = Math.max(...runner.rendered.map((turns) => turns.length));
  expect([use.isOver, use.historyTokens > 200_000, longest, runner.countedLength - counted]).toEqual([
    true,
    true,
    2,
    3,
  ]);
});
