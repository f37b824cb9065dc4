import { expect, test } from 'vitest';
import type { ModelId } from '../../main/contract/ids.ts';
import type { FreeMemory, LoadPlan } from '../../main/contract/load-plan.ts';
import { loadRequestOf, planOf, type RequestOptions } from '../support/load-request.ts';
import { isProcessGone, waitUntil } from '../support/processes.ts';
import { acquire, say, startTestPool, user, type TestPool } from './test-pool.ts';

/** What each test's model takes, and room for two of them. */
const modelBytes = 400_000_000;
const limitBytes = 1_000_000_000;
const ids = ['one', 'two', 'three', 'four'].map((id) => id as ModelId) as [ModelId, ModelId, ModelId, ModelId];
const [one, two, three, four] = ids;

const needs =
  (bytes: number) =>
  (free: FreeMemory): LoadPlan => ({ ...planOf(bytes, free), fittingContextSize: 1024 });
const request = (modelId: ModelId, more: RequestOptions = {}) =>
  loadRequestOf('any.gguf', 1, { modelId, plan: needs(modelBytes), ...more });
const startPool = () => startTestPool({ obliging: [{}], memoryLimitBytes: limitBytes });

/** Loads without a word, and long enough ago that nobody is about to use it. */
async function loadIdle(pool: TestPool, ...wanted: Parameters<typeof request>): Promise<void> {
  const reply = say(await acquire(pool, request(...wanted)), [user('Hello')]);
  reply.stop();
  await reply.result;
  await new Promise((resolve) => setTimeout(resolve, 5));
}
const states = (pool: TestPool) => ids.map((id) => pool.runtime(id).state);

test('as many models as memory allows are loaded at once; then the one used longest ago makes room', async () => {
  const pool = startPool();
  for (const id of [one, two]) await loadIdle(pool, id);
  await loadIdle(pool, one);
  expect(states(pool)).toEqual(['ready', 'ready', 'unloaded', 'unloaded']);
  expect((await pool.reclaimable()).map(({ modelId }) => modelId)).toEqual([two, one]);
  await acquire(pool, request(three));
  expect(states(pool)).toEqual(['ready', 'unloaded', 'ready', 'unloaded']);
});

test('what a model really took counts once it has worked, not what was planned for it', async () => {
  const pool = startPool();
  for (const id of [one, two, three]) {
    const runner = await acquire(pool, request(id));
    await say(runner, [user('Hello')], { maxTokens: 1 }).result;
  }
  expect(states(pool)).toEqual(['ready', 'ready', 'ready', 'unloaded']);
});

test('a busy model, and one that is kept, are not ended: the load is refused at once with figures', async () => {
  const pool = startPool();
  await loadIdle(pool, one, { keepsLoaded: true });
  const reply = say(await acquire(pool, request(two)), [user('Hello')]);
  await reply.said();
  const startedAtMs = performance.now();
  await expect(acquire(pool, request(three))).rejects.toMatchObject({
    code: 'memory-short',
    params: { neededBytes: modelBytes, freeBytes: expect.any(Number), fittingContextSize: 1024 },
  });
  expect(performance.now() - startedAtMs).toBeLessThan(5000);
  expect([pool.runtime(one).state, pool.runtime(two).state]).toEqual(['ready', 'generating']);
  expect(pool.runtime(three)).toMatchObject({ state: 'failed', error: { code: 'memory-short' }, crash: null });
  expect(pool.pids.filter((pid) => !isProcessGone(pid))).toHaveLength(2);
  reply.stop();
  await reply.result;
  // Idle now, it may go.
  await acquire(pool, request(three));
});

test('a model that does not even fit alone ends nobody', async () => {
  const pool = startPool();
  for (const id of [one, two]) await loadIdle(pool, id);
  const huge = request(three, { plan: needs(1_200_000_000) });
  const error = await acquire(pool, huge).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'memory-short', params: { neededBytes: 1_200_000_000 } });
  expect(states(pool)).toEqual(['ready', 'ready', 'failed', 'unloaded']);
});

test('a person who insists gets the load, and idle models end for it', async () => {
  const pool = startPool();
  await loadIdle(pool, one);
  await loadIdle(pool, two, { keepsLoaded: true });
  await acquire(pool, request(three, { plan: needs(1_200_000_000), isInsisted: true }));
  expect(states(pool)).toEqual(['unloaded', 'ready', 'ready', 'unloaded']);
});

test('two loads race for the last memory: one gets it, the other is refused with figures', async () => {
  const pool = startPool();
  await loadIdle(pool, one, { keepsLoaded: true });
  const outcome = await Promise.allSettled([acquire(pool, request(two)), acquire(pool, request(three))]);
  expect(outcome).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'memory-short', params: { neededBytes: modelBytes } } },
  ]);
  expect(pool.pids.filter((pid) => !isProcessGone(pid))).toHaveLength(2);
});

test('a trial and a load race for the last memory as two loads do', async () => {
  // A trial that ended before the other's process had even started would not have raced it.
  const pool = startTestPool({ obliging: [{}, { loadMs: 3000 }], memoryLimitBytes: limitBytes });
  await loadIdle(pool, one, { keepsLoaded: true });
  const { signal } = new AbortController();
  const outcome = await Promise.allSettled([acquire(pool, request(two)), pool.probe(request(three), { signal })]);
  expect(outcome.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(outcome.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'memory-short' } });
});

test('a limit that a person lowers holds for the next load, and lifted again it is gone', async () => {
  const pool = startPool();
  pool.setMemoryLimit(300_000_000);
  await expect(acquire(pool, request(four))).rejects.toMatchObject({ code: 'memory-short' });
  pool.setMemoryLimit(null);
  await acquire(pool, request(four));
});

test('other settings of a busy model wait for its reply, and its old runner makes room for the new one', async () => {
  const pool = startTestPool({ obliging: [{}], memoryLimitBytes: 500_000_000 });
  const first = await acquire(pool, request(one));
  const reply = say(first, [user('Hello')]);
  await reply.said();
  const other = acquire(pool, request(one, { settings: { contextSize: 1024 } }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isProcessGone(first.pid)).toBe(false);
  reply.stop();
  expect((await other).info.contextSize).toBe(1024);
  expect(isProcessGone(first.pid)).toBe(true);
});

test('other settings that do not fit leave the model as it was loaded', async () => {
  const pool = startPool();
  await loadIdle(pool, one);
  const larger = request(one, { settings: { contextSize: 2048 }, plan: needs(1_200_000_000) });
  await expect(acquire(pool, larger)).rejects.toMatchObject({ code: 'memory-short' });
  expect(pool.runtime(one)).toMatchObject({ state: 'ready', info: { contextSize: 512 } });
  expect(pool.loaded(one)).not.toBeNull();
});

test('a card’s memory counts as a runner says it is now, not as it was when the app started', async () => {
  const pool = startTestPool({
    obliging: [
      { backend: 'vulkan', freeVideoMemoryBytes: 8e9 },
      { backend: 'vulkan', freeVideoMemoryBytes: 3e9 },
    ],
  });
  const seen: number[] = [];
  const plan = (free: FreeMemory): LoadPlan => {
    seen.push(free.videoMemoryBytes);
    return needs(modelBytes)(free);
  };
  await acquire(pool, request(one, { plan }));
  expect(seen.at(-1)).toBe(8e9);
  await pool.unload(one);
  await waitUntil(() => pool.runtime(one).state === 'unloaded');
  await acquire(pool, request(one, { plan }));
  expect(seen.at(-1)).toBe(3e9);
  // A load on the processor does not ask.
  await acquire(pool, request(two, { plan, settings: { gpuLayers: 0 } }));
  expect(seen.at(-1)).toBe(0);
});
