import { expect, test } from 'vitest';
import { defaultChatSettings, type ChatSettings, type OverflowPolicy } from '../../../main/contract/chat-settings.ts';
import { AppError } from '../../../main/contract/errors.ts';
import { planContext, type ContextPlanInput } from '../../../main/core/context/plan-context.ts';
import type { PathMessage } from '../../../main/core/context/path-message.ts';
import { leastRoom, reservedForReply } from '../../../main/core/context/reply-room.ts';
import { TokenCounts } from '../../../main/core/context/token-counts.ts';
import { pathOf, summaryOf, words } from '../../support/context/example-path.ts';
import { createWordRunner, promptWords, type WordRunner } from '../../support/context/word-runner.ts';

const never = new AbortController().signal;

type Change = Partial<Omit<ContextPlanInput, 'settings'>> & { readonly counts?: TokenCounts };

function plan(runner: WordRunner, path: readonly PathMessage[], overflow: OverflowPolicy, change: Change = {}) {
  const settings: ChatSettings = { ...defaultChatSettings, overflow };
  const input = { runner, path, systemPrompt: 'Be brief.', settings, prefix: null, ...change };
  return planContext(input, change.counts ?? new TokenCounts(), never);
}

function overflowOf(promptTokens: number, contextSize: number): AppError {
  return new AppError('context-overflow', { promptTokens, contextSize });
}

test('what fits is sent whole under every policy, and rendered once', async () => {
  for (const policy of ['ask', 'drop-oldest', 'keep-ends', 'summarise'] as const) {
    const runner = createWordRunner(200);
    const { turns, context } = await plan(runner, pathOf([20, 30, 5]), policy);
    expect([turns.map(({ role }) => role), runner.rendered.length, context]).toEqual([
      ['system', 'user', 'assistant', 'user'],
      1,
      { policy, contextSize: 200, promptTokens: 70, sentMessages: 3, leftOut: [], summaryId: null },
    ]);
  }
});

// Would catch: a conversation that goes into a full context with words silently missing.
test('where nobody chose what to leave out, a prompt without room for a reply is refused with its figures', async () => {
  // 1 + 3 marks for each of four turns, two words of the system prompt.
  const fits = await plan(createWordRunner(100), pathOf([40, 40, 3]), 'ask');
  expect(fits.context.promptTokens).toBe(98);
  await expect(plan(createWordRunner(100), pathOf([40, 40, 4]), 'ask')).rejects.toEqual(overflowOf(99, 100));
  await expect(plan(createWordRunner(100), pathOf([40, 40, 50]), 'summarise')).rejects.toEqual(overflowOf(145, 100));
  // Far too long: the sum of what was counted, and no prompt of it is made.
  const runner = createWordRunner(100);
  await expect(plan(runner, pathOf([400, 400, 3]), 'ask')).rejects.toMatchObject({ code: 'context-overflow' });
  expect(runner.rendered).toEqual([]);
});

test('the oldest exchanges go first, whole, and the record says which', async () => {
  const path = pathOf([30, 30, 30, 30, 30, 30, 5]);
  const oldest = await plan(createWordRunner(200), path, 'drop-oldest');
  const ends = await plan(createWordRunner(200), path, 'keep-ends');
  expect([
    oldest.turns.map(({ text }) => text.slice(0, 2)),
    oldest.context.leftOut,
    oldest.context.sentMessages,
  ]).toEqual([['Be', 'w2', 'w3', 'w4', 'w5', 'w6'], [{ from: 0, to: 2 }], 5]);
  expect([ends.turns.map(({ text }) => text.slice(0, 2)), ends.context.leftOut]).toEqual([
    ['Be', 'w0', 'w1', 'w4', 'w5', 'w6'],
    [{ from: 2, to: 4 }],
  ]);
});

test('a newest message that is too long alone is refused under every policy, and so are two ends that do not fit', async () => {
  for (const policy of ['ask', 'drop-oldest', 'keep-ends', 'summarise'] as const) {
    await expect(plan(createWordRunner(100), pathOf([5, 5, 200]), policy)).rejects.toMatchObject({
      code: 'context-overflow',
    });
  }
  await expect(plan(createWordRunner(100), pathOf([50, 20, 5, 5, 40]), 'keep-ends')).rejects.toMatchObject({
    code: 'context-overflow',
  });
});

test('the newest message may take the room that was kept for the reply, when nothing else can go', async () => {
  const { context } = await plan(createWordRunner(100), pathOf([50, 50, 88]), 'drop-oldest');
  expect([context.promptTokens, context.leftOut]).toEqual([97, [{ from: 0, to: 2 }]]);
});

test('a summary stands for what it covers only where that was chosen, at the end of the system prompt', async () => {
  const path = pathOf([30, 30, 20, 20, 5], (place) =>
    place === 1 ? { summary: summaryOf(1, 'They said hello.') } : {},
  );
  const { turns, context } = await plan(createWordRunner(300), path, 'summarise');
  expect([turns[0]?.text, turns[1]?.text.slice(0, 2), context.leftOut, context.summaryId]).toEqual([
    'Be brief.\n\nSummary of the earlier part of this conversation:\n\nThey said hello.',
    'w2',
    [{ from: 0, to: 2 }],
    's1',
  ]);
  const whole = await plan(createWordRunner(300), path, 'drop-oldest');
  expect([whole.context.leftOut, whole.context.summaryId]).toEqual([[], null]);
});

test('of several summaries the newest counts; one of the message that is answered, or of an answer to come, does not', async () => {
  const path = pathOf([9, 9, 9, 9, 9], (place) => ({ summary: place === 2 ? null : summaryOf(place) }));
  const { context } = await plan(createWordRunner(300), path, 'summarise');
  expect([context.leftOut, context.summaryId]).toEqual([[{ from: 0, to: 4 }], 's3']);
});

test('the beginning of the reply is part of the prompt', async () => {
  const prefix = { text: words(60), reasoning: '', isThoughtClosed: true };
  await expect(plan(createWordRunner(100), pathOf([20, 20, 5]), 'ask', { prefix })).rejects.toEqual(
    overflowOf(120, 100),
  );
  const { context } = await plan(createWordRunner(100), pathOf([20, 20, 5]), 'drop-oldest', { prefix });
  expect([context.promptTokens, context.leftOut]).toEqual([74, [{ from: 0, to: 2 }]]);
});

function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What a person would work out by hand: every way to leave out whole exchanges, tried one after another. */
function expectedLeftOut(path: readonly PathMessage[], policy: 'drop-oldest' | 'keep-ends', contextSize: number) {
  const room = reservedForReply(contextSize, null);
  const starts = path.flatMap(({ role }, index) => (role === 'user' ? [index] : []));
  const first = policy === 'keep-ends' ? 1 : 0;
  const froms = first === 0 ? 0 : (starts[1] ?? path.length);
  const ends = [froms, ...starts.slice(1).filter((start) => start > froms)];
  const sizeWithout = (from: number, to: number): number =>
    promptWords([{ text: 'Be brief.' }, ...path.filter((_, index) => index < from || index >= to)]);
  const possible = ends.filter((to) => to < path.length);
  const fitting = possible.find((to) => sizeWithout(froms, to) + room <= contextSize);
  const last = possible.at(-1) ?? froms;
  const to = fitting ?? last;
  const tokens = sizeWithout(froms, to);
  if (tokens + leastRoom > contextSize) return null;
  return { leftOut: to > froms ? [{ from: froms, to }] : [], tokens };
}

test('1,500 random conversations: never over, never more left out than needed, never the newest message', async () => {
  const random = createRandom(11);
  for (let trial = 0; trial < 1500; trial += 1) {
    const policy = random(2) === 0 ? 'drop-oldest' : 'keep-ends';
    const contextSize = 60 + random(400);
    const lengths = Array.from({ length: 1 + 2 * random(12) }, () => 1 + random(90));
    // Every third conversation begins with the model.
    const path = pathOf(lengths).slice(trial % 3 === 0 && lengths.length > 1 ? 1 : 0);
    const expected = expectedLeftOut(path, policy, contextSize);
    const runner = createWordRunner(contextSize);
    if (expected === null) {
      await expect(plan(runner, path, policy)).rejects.toMatchObject({ code: 'context-overflow' });
      continue;
    }
    const { turns, context } = await plan(runner, path, policy);
    expect({ leftOut: context.leftOut, tokens: context.promptTokens }).toEqual(expected);
    expect([turns[0]?.text, turns.at(-1)?.text, turns[1]?.role]).toEqual([
      'Be brief.',
      path.at(-1)?.text,
      path[0]?.role === 'assistant' && context.leftOut[0]?.from !== 0 ? 'assistant' : 'user',
    ]);
    expect(runner.rendered).toContainEqual(turns);
  }
});

test('10,000 messages: two prompts are made, what is far too old is never counted, and the second time hardly anything is', async () => {
  const random = createRandom(5);
  const path = pathOf(Array.from({ length: 10_001 }, () => 5 + random(60)));
  const whole = path.reduce((sum, { text }) => sum + text.length, 0);
  const counts = new TokenCounts();
  const runner = createWordRunner(4096);
  const first = await plan(runner, path, 'drop-oldest', { counts });
  const counted = runner.countedLength;
  const again = await plan(runner, path, 'drop-oldest', { counts });
  expect(again.context).toEqual(first.context);
  expect([runner.rendered.length <= 6, counted < whole / 20, runner.countedLength - counted]).toEqual([true, true, 0]);
  expect(Math.max(...runner.rendered.map((turns) => promptWords(turns)))).toBeLessThan(4096 * 2);
});

test('whoever gives up while it is planned gets an end, not a prompt', async () => {
  const gone = AbortSignal.abort(new Error('given up'));
  const input = { runner: createWordRunner(100), path: pathOf([5]), systemPrompt: '', prefix: null };
  await expect(planContext({ ...input, settings: defaultChatSettings }, new TokenCounts(), gone)).rejects.toThrow(
    'given up',
  );
});
