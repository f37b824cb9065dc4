import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRandomModel } from '../support/gguf/random-model.ts';
import { waitUntil } from '../support/processes.ts';
import { acquire, say, startTestPool, user } from './test-pool.ts';
import { loadRequestOf } from '../support/load-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'counterweight-stopping-'));
const heavy = { path: join(folder, 'heavy.gguf'), sizeBytes: 0 };

beforeAll(async () => {
  heavy.sizeBytes = await writeRandomModel({
    path: heavy.path,
    seed: 1,
    layers: 8,
    embedding: 768,
    feedForward: 2048,
    heads: 12,
    kvHeads: 4,
    vocabulary: 2000,
    quantization: 'Q8_0',
    contextLength: 8192,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Takes many seconds to evaluate. */
const longText = 'bacedi fohale mino '.repeat(1200);
const request = () => loadRequestOf(heavy.path, heavy.sizeBytes, { trainedContextLength: 8192 });

/** The middle of several measurements: one that another process delayed does not decide. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test('a stop while generating is obeyed within 100 ms, and the runner serves the next request', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, request());
  const delays: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const reply = say(runner, [user(`Hello ${round}`)]);
    await reply.said();
    const stoppedAtMs = performance.now();
    reply.stop();
    const { stopReason, stats } = await reply.result;
    delays.push(performance.now() - stoppedAtMs);
    expect(stopReason).toBe('stopped');
    expect(reply.text).not.toBe('');
    expect(stats.replyTokens).toBeGreaterThan(0);
  }
  expect(median(delays)).toBeLessThan(100);
  expect((await say(runner, [user('Go on')], { maxTokens: 3 }).result).stats.replyTokens).toBe(3);
  expect(pool.pids).toHaveLength(1);
});

test('a stop while the prompt is evaluated is obeyed within 500 ms, and what was evaluated is kept', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, request());
  const delays: number[] = [];
  let done = 0;
  for (let round = 0; round < 3; round += 1) {
    const reply = say(runner, [user(longText)]);
    const progress = () => reply.events.findLast((event) => event.type === 'prefill');
    // Two chunks into it, so that the size of a chunk has been learnt.
    await waitUntil(() => reply.events.length >= 3);
    const stoppedAtMs = performance.now();
    reply.stop();
    const { stopReason, stats } = await reply.result;
    delays.push(performance.now() - stoppedAtMs);
    expect(stopReason).toBe('stopped');
    expect(reply.text).toBe('');
    expect(stats).toMatchObject({ reusedTokens: done, replyTokens: 0, firstTokenMs: null });
    done = progress()?.doneTokens ?? 0;
    expect(done).toBeLessThan(stats.promptTokens);
  }
  expect(median(delays)).toBeLessThan(500);
  expect((await say(runner, [user('Hello')], { maxTokens: 3 }).result).stats.replyTokens).toBe(3);
  expect(pool.pids).toHaveLength(1);
});

test('a stop that comes before the first piece of text ends the reply as stopped, not as failed', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, request());
  const reply = say(runner, [user('Hello')]);
  reply.stop();
  expect((await reply.result).stopReason).toBe('stopped');
});

test('beside a prompt that takes many seconds a reply goes on, and it and a prompt in line are stopped at once', async () => {
  const pool = startTestPool();
  const runner = await acquire(pool, { ...request(), sequences: 3 });
  const reply = say(runner, [user('Hello')]);
  await reply.said();
  const reading = say(runner, [user(longText)]);
  const chunks = () => reading.events.filter(({ type }) => type === 'prefill').length;
  const inLine = say(runner, [user(`Again: ${longText}`)]);
  await waitUntil(() => chunks() >= 3);
  const said = reply.text.length;
  await waitUntil(() => chunks() >= 5);
  expect(reply.text.length).toBeGreaterThan(said);

  const before = chunks();
  reply.stop();
  inLine.stop();
  const endings = await Promise.all([reply.result, inLine.result]);
  expect(endings.map(({ stopReason }) => stopReason)).toEqual(['stopped', 'stopped']);
  // The chunk under way and those that this process hears of late; there are dozens to come.
  expect(chunks() - before).toBeLessThan(5);
  const last = reading.events.findLast((event) => event.type === 'prefill');
  expect(last?.doneTokens).toBeLessThan(last?.totalTokens ?? 0);
  reading.stop();
  expect(await reading.result).toMatchObject({ stopReason: 'stopped' });
});
