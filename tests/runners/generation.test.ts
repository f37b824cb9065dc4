import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { acquire, assistant, say, startTestPool, user } from './test-pool.ts';
import { loadRequestOf } from '../support/load-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterweight-generation-'));
const talkative = { path: join(folder, 'bigram.gguf'), sizeBytes: 0 };
const endless = { path: join(folder, 'endless.gguf'), sizeBytes: 0 };

beforeAll(async () => {
  talkative.sizeBytes = await writeBigramModel({ path: talkative.path, seed: 1 });
  endless.sizeBytes = await writeBigramModel({ path: endless.path, seed: 1, endless: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lively = { temperature: 0.9, topP: 0.95, topK: 40 };

test('a reply is streamed in pieces whose sum is the reply, with its figures', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, loadRequestOf(talkative.path, talkative.sizeBytes));
  const reply = say(runner, [user('Hello')]);
  const { stopReason, stats } = await reply.result;
  const pieces = reply.events.filter((event) => event.type === 'delta');
  expect(stopReason).toBe('end');
  expect(pieces.length).toBeGreaterThan(1);
  expect(reply.text).toMatch(/^[A-Z].{80,}\.$/s);
  expect(stats).toEqual({
    promptTokens: expect.any(Number),
    reusedTokens: 0,
    replyTokens: expect.any(Number),
    firstTokenMs: expect.any(Number),
    promptTokensPerSecond: expect.any(Number),
    replyTokensPerSecond: expect.any(Number),
    loadMs: 0,
    reasoningTokens: null,
    reasoningMs: null,
  });
  expect(reply.events.slice(0, 2)).toEqual([
    expect.objectContaining({ type: 'prompt', text: expect.stringContaining('Hello'), tokenCount: stats.promptTokens }),
    { type: 'prefill', doneTokens: 0, totalTokens: stats.promptTokens, reusedTokens: 0 },
  ]);
});

test('the same seed gives the same reply in another process, another seed another one', async () => {
  const replies: string[] = [];
  for (const seed of [7, 7, 8]) {
    const pool = startTestPool();
    const runner = await acquire(pool, loadRequestOf(talkative.path, talkative.sizeBytes));
    const reply = say(runner, [user('Hello')], { ...lively, seed });
    await reply.result;
    replies.push(reply.text);
    await pool.dispose();
  }
  expect(replies[0]).toBe(replies[1]);
  expect(replies[0]).not.toBe(replies[2]);
});

test('a second turn evaluates only its own tokens', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, loadRequestOf(talkative.path, talkative.sizeBytes));
  const first = say(runner, [user('What is a scale?')], { ...lively, seed: 4 });
  const before = await first.result;
  const turns = [user('What is a scale?'), assistant(first.text), user('And a beam?')];
  const second = say(runner, turns, { ...lively, seed: 4 });
  const after = await second.result;

  // All that was evaluated before: the prompt and the reply but for the token that ended it.
  const known = before.stats.promptTokens + before.stats.replyTokens - 1;
  const evaluated = second.events.filter((event) => event.type === 'prefill').map((event) => event.doneTokens);
  expect(after.stats.reusedTokens).toBe(known);
  expect(evaluated[0]).toBe(known);
  expect(evaluated.at(-1)).toBe(after.stats.promptTokens);
});

test('a regenerated reply keeps the question and forgets the reply', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, loadRequestOf(talkative.path, talkative.sizeBytes));
  const first = say(runner, [user('Hello')], { ...lively, seed: 1 });
  const { stats } = await first.result;
  const again = say(runner, [user('Hello')], { ...lively, seed: 1 });
  const repeated = await again.result;
  // The last token of a prompt is always evaluated: sampling needs its result.
  expect(repeated.stats.reusedTokens).toBe(stats.promptTokens - 1);
  expect(again.text).toBe(first.text);
});

test('a prompt that leaves no room for a reply is refused with its length, and the runner serves on', async () => {
  const pool = startTestPool();
  const runner = await acquire(
    pool,
    loadRequestOf(talkative.path, talkative.sizeBytes, { settings: { contextSize: 256 } }),
  );
  const long = say(runner, [user('balance '.repeat(2000))]);
  await expect(long.result).rejects.toMatchObject({
    code: 'context-overflow',
    params: { promptTokens: expect.any(Number), contextSize: runner.info.contextSize },
  });
  expect(long.events).toEqual([]);
  expect((await say(runner, [user('Hello')]).result).stopReason).toBe('end');
});

test('a reply ends where the context does, and nothing of the conversation is dropped to go on', async () => {
  const pool = startTestPool();
  const runner = await acquire(
    pool,
    loadRequestOf(endless.path, endless.sizeBytes, { settings: { contextSize: 256 } }),
  );
  const reply = say(runner, [user('Hello')]);
  const { stopReason, stats } = await reply.result;
  expect(stopReason).toBe('context-full');
  expect(stats.promptTokens + stats.replyTokens).toBe(runner.info.contextSize - 1);
});

test('a limit on the reply is told apart from a full context', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, loadRequestOf(endless.path, endless.sizeBytes));
  const { stopReason, stats } = await say(runner, [user('Hello')], { maxTokens: 12 }).result;
  expect({ stopReason, replyTokens: stats.replyTokens }).toEqual({ stopReason: 'max-tokens', replyTokens: 12 });
});

test('a second request waits for the first, and one that is stopped while waiting never runs', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, loadRequestOf(endless.path, endless.sizeBytes));
  const first = say(runner, [user('One')], { maxTokens: 300 });
  const second = say(runner, [user('Two')], { maxTokens: 5 });
  const third = say(runner, [user('Three')], { maxTokens: 5 });
  second.stop();
  expect((await second.result).stopReason).toBe('stopped');
  expect(second.events).toEqual([]);
  await first.result;
  expect((await third.result).stats.replyTokens).toBe(5);
});
