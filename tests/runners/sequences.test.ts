import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadedRunner } from '../../main/core/ports/runner-pool.ts';
import { writeBigramModel } from '../support/gguf/bigram-model.ts';
import { loadRequestOf, planOf, type RequestOptions } from '../support/load-request.ts';
import { shapeOf } from '../support/plain-request.ts';
import { waitUntil } from '../support/processes.ts';
import { acquire, assistant, say, startTestPool, user, type HeardReply, type TestPool } from './test-pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterweight-sequences-'));
const talkative = { path: join(folder, 'bigram.gguf'), sizeBytes: 0 };
const endless = { path: join(folder, 'endless.gguf'), sizeBytes: 0 };

beforeAll(async () => {
  talkative.sizeBytes = await writeBigramModel({ path: talkative.path, seed: 1 });
  endless.sizeBytes = await writeBigramModel({ path: endless.path, seed: 1, endless: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request = (model: typeof talkative, sequences: number, more: RequestOptions = {}) =>
  loadRequestOf(model.path, model.sizeBytes, { sequences, settings: { contextSize: 2048 }, ...more });
const lively = { temperature: 0.9, topP: 0.95, topK: 40 };
const questions = ['What is a scale?', 'And a beam?', 'Who weighs?', 'Hello'];
const saidMore = (reply: HeardReply, than: number) => waitUntil(() => reply.text.length > than);

test('four replies are written at once and a fifth waits; one that is stopped leaves the others alone', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, request(endless, 4));
  const replies = questions.map((text, seed) => say(runner, [user(text)], { ...lively, seed }));
  const fifth = say(runner, [user('Late')], { ...lively, maxTokens: 3 });
  // Would wait for ever if they were written one after the other: none of them ends.
  await Promise.all(replies.map((reply) => reply.said()));
  expect(fifth.events).toEqual([]);

  const [first, ...others] = replies;
  first?.stop();
  expect(await first?.result).toMatchObject({ stopReason: 'stopped' });
  expect(await fifth.result).toMatchObject({ stopReason: 'max-tokens' });
  await Promise.all(others.map((reply) => saidMore(reply, reply.text.length)));
  for (const reply of others) reply.stop();
  const endings = await Promise.all(others.map((reply) => reply.result));
  expect(endings.map(({ stopReason }) => stopReason)).toEqual(['stopped', 'stopped', 'stopped']);
});

test('each conversation says beside others what it says alone, and goes on from its own state', async () => {
  const pool = startTestPool();
  const alone = await acquire(pool, request(talkative, 1));
  const expected: string[] = [];
  for (const [seed, text] of questions.entries()) {
    const reply = say(alone, [user(text)], { ...lively, seed });
    await reply.result;
    expected.push(reply.text);
  }
  await pool.unload(request(talkative, 1).modelId);

  const runner = await acquire(pool, request(talkative, 4));
  expect(runner.info).toMatchObject({ sequences: 4, contextSize: 2048 });
  const first = questions.map((text, seed) => say(runner, [user(text)], { ...lively, seed }));
  const before = await Promise.all(first.map((reply) => reply.result));
  expect(first.map((reply) => reply.text)).toEqual(expected);

  // In another order: a state belongs to a conversation, not to a place in line.
  const order = [2, 0, 3, 1];
  const known = order.map(
    (index) => (before[index]?.stats.promptTokens ?? 0) + (before[index]?.stats.replyTokens ?? 0),
  );
  const second = order.map((index) => {
    const turns = [user(questions[index] ?? ''), assistant(first[index]?.text ?? ''), user('Go on')];
    return say(runner, turns, { ...lively, seed: 9 });
  });
  const after = await Promise.all(second.map((reply) => reply.result));
  expect(after.map(({ stats }) => stats.reusedTokens)).toEqual(known.map((tokens) => tokens - 1));
});

test('each reply keeps to its own rules, and one that fails does not touch the others', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, request(endless, 4));
  const holdTo = (grammar: string) => ({ shape: shapeOf({ structure: { kind: 'grammar', grammar } }) });
  const endlessly = say(runner, [user('Hello')], lively);
  await endlessly.said();
  const held = say(runner, [user('Hello')], { ...lively, maxTokens: 40 }, holdTo('root ::= "yes" | "no"'));
  const short = say(runner, [user('Hello')], { ...lively, maxTokens: 5 });
  const broken = say(runner, [user('Hello')], lively, holdTo('root ::= ('));
  await expect(broken.result).rejects.toMatchObject({ code: 'grammar-invalid' });
  expect((await held.result, held.text)).toMatch(/^(?:yes|no)$/);
  expect(await short.result).toMatchObject({ stopReason: 'max-tokens', stats: { replyTokens: 5 } });

  const long = 'word '.repeat(4000);
  await expect(say(runner, [user(long)], lively).result).rejects.toMatchObject({ code: 'context-overflow' });
  await saidMore(endlessly, endlessly.text.length);
  endlessly.stop();
  expect(await endlessly.result).toMatchObject({ stopReason: 'stopped' });
  expect(pool.pids).toHaveLength(1);
});

test('a measurement has the model to itself', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, request(endless, 2));
  const reply = say(runner, [user('Hello')], lively);
  await reply.said();
  const order: string[] = [];
  const measured = runner
    .measure({ promptTokens: 32, replyTokens: 4, usesDraft: false }, { signal: new AbortController().signal })
    .then((result) => (order.push('measured'), result));
  const late = say(runner, [user('Hello')], { ...lively, maxTokens: 3 });
  void late.result.then(() => order.push('late'));
  await saidMore(reply, reply.text.length);
  expect(order).toEqual([]);
  reply.stop();
  expect(await measured).toMatchObject({ replyTokens: 4 });
  await late.result;
  expect(order).toEqual(['measured', 'late']);
});

async function sequencesOf(pool: TestPool, sequences: number, more: RequestOptions = {}): Promise<LoadedRunner> {
  return acquire(pool, request(endless, sequences, more));
}

test('more sequences serve who asks for fewer; fewer are loaded anew only when nothing is under way', async () => {
  const pool = startTestPool();
  const one = await sequencesOf(pool, 1);
  const reply = say(one, [user('Hello')], lively);
  await reply.said();
  // Busy: the columns wait for each other instead of waiting for a load.
  expect((await sequencesOf(pool, 3)).pid).toBe(one.pid);
  reply.stop();
  await reply.result;
  await waitUntil(() => !pool.isBusy(one.modelId));

  const three = await sequencesOf(pool, 3);
  expect([three.info.sequences, three.pid === one.pid]).toEqual([3, false]);
  const chat = await sequencesOf(pool, 1);
  expect(chat.pid).toBe(three.pid);
});

test('where memory is short for all of them, a model gets as many sequences as there is room for', async () => {
  const eachBytes = 1_000_000_000;
  const plan: RequestOptions['plan'] = (free, sequences = 1) => planOf(eachBytes * sequences, free);
  const pool = startTestPool({ availableMemoryBytes: () => eachBytes * 2.5 });
  const two = await sequencesOf(pool, 4, { plan });
  expect(two.info.sequences).toBe(2);
  const reply = say(two, [user('Hello')], { ...lively, maxTokens: 2 });
  await reply.result;
  await waitUntil(() => !pool.isBusy(two.modelId));
  // It would get no more than it has, so that it is not loaded again.
  expect((await sequencesOf(pool, 4, { plan })).pid).toBe(two.pid);
});

test('a reply whose failure may have spoilt the engine ends the process, but not before the others have ended', async () => {
  const pool = startTestPool({ obliging: [{ failsAt: 7 }] });
  const runner = await sequencesOf(pool, 3);
  const others = [say(runner, [user('Hello')], { maxTokens: 20 }), say(runner, [user('Hello')], { maxTokens: 30 })];
  await Promise.all(others.map((reply) => reply.said()));
  await expect(say(runner, [user('Hello')], { maxTokens: 7 }).result).rejects.toMatchObject({ code: 'runner-failed' });
  const endings = await Promise.all(others.map((reply) => reply.result));
  expect(endings.map(({ stopReason, stats }) => [stopReason, stats.replyTokens])).toEqual([
    ['max-tokens', 20],
    ['max-tokens', 30],
  ]);
  await waitUntil(() => pool.loaded(runner.modelId) === null);
  expect((await sequencesOf(pool, 3)).pid).not.toBe(runner.pid);
});
