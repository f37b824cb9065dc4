import { expect, test } from 'vitest';
import type { Benchmark, BenchmarksEvent } from '../../../main/contract/benchmarks.ts';
import type { BenchmarkId, ModelId } from '../../../main/contract/ids.ts';
import { defaultLoadSettings } from '../../../main/contract/load-settings.ts';
import type { MeasureResult } from '../../../main/core/ports/runner-pool.ts';
import { otherShare } from '../../../main/core/runtime/other-load.ts';
import { draftGain, summariseRounds } from '../../../main/core/runtime/summarise-benchmark.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { say, user } from '../../runners/test-pool.ts';
import { waitUntil } from '../../support/processes.ts';
import { bringModel, openRuntime, type OpenRuntime } from '../../support/runtime/open-runtime.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const round = (promptMs: number, replyMs: number, more: Partial<MeasureResult> = {}): MeasureResult => ({
  promptTokens: 100,
  promptMs,
  replyTokens: 10,
  replyMs,
  draftAccepted: 0,
  draftGuessed: 0,
  residentBytes: 1000,
  videoMemoryBytes: 0,
  ...more,
});

test('rates are tokens a second with their spread; memory is the most it ever was', () => {
  const rounds = [round(1000, 500), round(500, 1000, { residentBytes: 3000 }), round(2000, 250)];
  expect(summariseRounds(rounds)).toEqual({
    promptTokens: 100,
    replyTokens: 10,
    promptTokensPerSecond: { median: 100, least: 50, most: 200, count: 3 },
    replyTokensPerSecond: { median: 20, least: 10, most: 40, count: 3 },
    memoryBytes: 3000,
    videoMemoryBytes: 0,
  });
});

test('a draft is worth it only above what two runs differ by anyway', () => {
  const guesses = { draftAccepted: 3, draftGuessed: 4 };
  const gain = (replyMs: number) => draftGain([round(1, 1000)], [round(1, replyMs, guesses)]);
  expect(gain(500)).toEqual({ gain: 2, acceptedShare: 0.75, isWorthwhile: true });
  expect([gain(960).isWorthwhile, gain(1300).isWorthwhile]).toEqual([false, false]);
  expect(draftGain([round(1, 1000)], [round(1, 1000)]).acceptedShare).toBe(0);
});

test('what others kept busy is what is left of all processors after our own part, and never less than nothing', () => {
  const start = { totalMs: 1000, busyMs: 100, ownMs: 50 };
  expect(otherShare(start, { totalMs: 3000, busyMs: 1600, ownMs: 1050 })).toBe(0.25);
  expect(otherShare(start, { totalMs: 3000, busyMs: 600, ownMs: 1050 })).toBe(0);
  expect(otherShare(start, start)).toBe(0);
});

const asked = { repeats: 2, promptTokens: 64, replyTokens: 8, draftModelId: null };

/** Other tests may have the processor meanwhile. */
const patienceMs = 50_000;

/** Everything that is told from now on, and when a measurement of the model has ended. */
function listen({ benchmarks }: OpenRuntime) {
  const events: BenchmarksEvent[] = [];
  benchmarks.watch((event) => void events.push(event));
  const ended = (modelId: ModelId): Promise<void> =>
    waitUntil(() => events.some((event) => event.type === 'run-ended' && event.modelId === modelId), patienceMs);
  const steps = (modelId: ModelId): string[] =>
    events.flatMap((event) => (event.type === 'run-changed' && event.run.modelId === modelId ? [event.run.step] : []));
  return { events, ended, steps };
}

test('a measurement loads anew for each repeat, is kept with its settings, and gives the memory back', async () => {
  const runtime = openRuntime();
  const { id } = await bringModel(runtime);
  const { events, ended, steps } = listen(runtime);
  const settings = { ...defaultLoadSettings, contextSize: 1024 };
  runtime.loadSettings.save(id, settings);
  runtime.benchmarks.start({ ...asked, modelId: id });
  runtime.benchmarks.start({ ...asked, modelId: id });
  await ended(id);
  expect(steps(id)).toEqual(['waiting', 'loading', 'prompt', 'loading', 'prompt', 'saving']);
  const [benchmark] = runtime.storage.benchmarks.list();
  expect(benchmark).toMatchObject({
    modelId: id,
    settings,
    backend: 'cpu',
    contextSize: 1024,
    promptTokens: 64,
    replyTokens: 8,
    loadMs: { count: 2 },
    replyTokensPerSecond: { count: 2 },
    draft: null,
  });
  expect(benchmark?.replyTokensPerSecond.least).toBeGreaterThan(0);
  expect(benchmark?.memoryBytes).toBeGreaterThan(50e6);
  expect(events.at(-1)).toEqual({ type: 'run-ended', modelId: id, error: null });
  expect(runtime.pool.runtime(id)).toEqual({ state: 'unloaded' });
});

test('a reply under way is waited for, never cut off; a cancelled measurement leaves nothing and is no failure', async () => {
  const runtime = openRuntime();
  const { id } = await bringModel(runtime);
  const { events, ended, steps } = listen(runtime);
  await runtime.service.load(id, { isInsisted: false });
  const runner = runtime.pool.loaded(id);
  if (!runner) throw new Error('loaded');
  const reply = say(runner, [user('hello')]);
  await reply.said();
  runtime.benchmarks.start({ ...asked, modelId: id });
  await waitUntil(() => steps(id).length > 1, patienceMs);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect([runtime.pool.runtime(id).state, steps(id)]).toEqual(['generating', ['waiting', 'waiting']]);
  runtime.benchmarks.cancel(id);
  await ended(id);
  expect(events.at(-1)).toEqual({ type: 'run-ended', modelId: id, error: null });
  expect(runtime.storage.benchmarks.list()).toEqual([]);
  reply.stop();
  expect((await reply.result).stopReason).toBe('stopped');
});

test('measurements come one after another, and one that fails says why and does not hold up the next', async () => {
  const runtime = openRuntime();
  const first = await bringModel(runtime);
  const second = await bringModel(runtime, { seed: 2 });
  const { events, ended, steps } = listen(runtime);
  runtime.loadSettings.save(first.id, { ...defaultLoadSettings, draftModelId: 'gone' as ModelId });
  runtime.benchmarks.start({ ...asked, modelId: first.id });
  runtime.benchmarks.start({ ...asked, repeats: 1, modelId: second.id });
  await ended(second.id);
  const order = events.flatMap((event) => (event.type === 'run-ended' ? [[event.modelId, event.error?.code]] : []));
  expect(order).toEqual([
    [first.id, 'draft-unfit'],
    [second.id, undefined],
  ]);
  expect(steps(second.id).slice(0, 2)).toEqual(['waiting', 'loading']);
});

test('a draft is measured beside doing without it, and turned off where it gains too little', async () => {
  const runtime = openRuntime();
  const model = await bringModel(runtime);
  const draft = await bringModel(runtime, { seed: 2, name: 'Small' });
  const { ended, steps } = listen(runtime);
  runtime.loadSettings.save(model.id, { ...defaultLoadSettings, contextSize: 1024, draftModelId: draft.id });
  runtime.benchmarks.start({ ...asked, modelId: model.id });
  await ended(model.id);
  expect(steps(model.id).filter((step) => step === 'prompt' || step === 'draft')).toEqual([
    'prompt',
    'draft',
    'draft',
    'prompt',
  ]);
  const measured = runtime.storage.benchmarks.list()[0]?.draft;
  const isTurnedOff = (measured?.gain ?? NaN) <= 1.05;
  expect(measured).toMatchObject({ draftModelId: draft.id, draftModelName: 'Small', isTurnedOff });
  expect(runtime.loadSettings.of(model.id).draftModelId).toBe(isTurnedOff ? null : draft.id);
});

test('the newest twenty measurements of a model are kept, newest first', () => {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  const spread = { median: 1, least: 1, most: 1, count: 1 };
  for (let count = 1; count <= 22; count += 1) {
    const benchmark: Benchmark = {
      id: `b${count}` as BenchmarkId,
      modelId: 'm1' as ModelId,
      measuredAtMs: count,
      settings: defaultLoadSettings,
      backend: 'cpu',
      gpuLayers: 0,
      contextSize: 512,
      threads: 1,
      promptTokens: 1,
      replyTokens: 1,
      promptTokensPerSecond: spread,
      replyTokensPerSecond: spread,
      loadMs: spread,
      memoryBytes: 1,
      videoMemoryBytes: 0,
      otherLoad: 0,
      engineVersion: '0',
      draft: null,
    };
    storage.benchmarks.add(benchmark);
  }
  storage.benchmarks.remove('b22' as BenchmarkId);
  expect(storage.benchmarks.list().map(({ id }) => id)).toEqual(
    Array.from({ length: 19 }, (_, index) => `b${21 - index}`),
  );
  storage.close();
});
