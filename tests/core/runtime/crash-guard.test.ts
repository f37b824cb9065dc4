import { expect, test } from 'vitest';
import type { CrashReport, Model } from '../../../main/contract/models.ts';
import { defaultLoadSettings } from '../../../main/contract/load-settings.ts';
import { quarantineFor } from '../../../main/core/runtime/crash-guard.ts';
import { never, say, startTestPool, user } from '../../runners/test-pool.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { waitUntil } from '../../support/processes.ts';
import { bringModel, openRuntime, type OpenRuntime } from '../../support/runtime/open-runtime.ts';

const crash = (phase: string, cause = 'SIGSEGV'): CrashReport => ({
  cause,
  phase,
  outOfMemory: 'no',
  lastLines: [],
  crashedAtMs: 5,
});

test('two crashes in the same phase put a model aside, two in different ones do not', () => {
  expect(quarantineFor([])).toBeNull();
  expect(quarantineFor([crash('loading'), crash('generating')])).toBeNull();
  expect(quarantineFor([crash('loading', 'SIGABRT'), crash('generating'), crash('loading')])).toEqual({
    phase: 'loading',
    cause: 'SIGABRT',
    sinceMs: 5,
  });
});

/** Loads the model, lets it talk, and kills its process from outside in mid-reply. */
async function crashWhileTalking({ service, pool }: OpenRuntime, { id }: Model): Promise<void> {
  await service.load(id, { isInsisted: false });
  const runner = pool.loaded(id);
  if (!runner) throw new Error('loaded');
  const reply = say(runner, [user('hello')]);
  await reply.said();
  process.kill(runner.pid, 'SIGKILL');
  await reply.result.catch(() => undefined);
  await waitUntil(() => pool.loaded(id) === null);
}

async function quarantinedModel(runtime: OpenRuntime): Promise<Model> {
  const model = await bringModel(runtime);
  await crashWhileTalking(runtime, model);
  expect(runtime.models.find(model.id).quarantine).toBeNull();
  await crashWhileTalking(runtime, model);
  return model;
}

test('a model that crashed twice while talking is left alone, also after a restart, until somebody insists', async () => {
  const pool = startTestPool();
  const before = openRuntime({ pool });
  const { id } = await quarantinedModel(before);
  expect(before.models.find(id).quarantine).toMatchObject({ phase: 'generating', cause: 'SIGKILL' });
  expect(await appErrorOf(() => before.service.load(id, { isInsisted: false }))).toBe('model-quarantined');
  await before.close();

  const after = openRuntime({ dataFolder: before.dataFolder, pool });
  expect(await appErrorOf(() => after.prepareLoad(id, never))).toBe('model-quarantined');
  await after.service.load(id, { isInsisted: true });
  expect(after.models.find(id).quarantine).toBeNull();
  expect(after.storage.crashes.all().size).toBe(0);
});

test('other settings end a quarantine; a reply that ends well wipes the slate', async () => {
  const runtime = openRuntime();
  const { id } = await quarantinedModel(runtime);
  runtime.loadSettings.save(id, { ...defaultLoadSettings, contextSize: 1024 });
  expect(runtime.models.find(id).quarantine).toBeNull();
  await crashWhileTalking(runtime, runtime.models.find(id));
  await runtime.service.load(id, { isInsisted: false });
  const runner = runtime.pool.loaded(id);
  if (!runner) throw new Error('loaded');
  expect(runtime.storage.crashes.recent(id)).toHaveLength(1);
  await say(runner, [user('hello')], { maxTokens: 3 }).result;
  await waitUntil(() => runtime.storage.crashes.recent(id).length === 0);
  await crashWhileTalking(runtime, runtime.models.find(id));
  expect(runtime.models.find(id).quarantine).toBeNull();
});

test('one click saves gentler settings, ends the quarantine and loads with them', async () => {
  const runtime = openRuntime();
  const { id } = await quarantinedModel(runtime);
  const { settings, changes } = await runtime.service.saferSettings(id);
  expect(changes.map(({ field }) => field)).toEqual(['contextSize', 'batchSize']);
  await runtime.service.safeRetry(id);
  expect(runtime.loadSettings.of(id)).toEqual(settings);
  expect(runtime.pool.loaded(id)?.info).toMatchObject({ contextSize: 2048, batchSize: 256 });
  expect(runtime.models.find(id).quarantine).toBeNull();
});

test('a reply that failed before anything was evaluated proves nothing: it does not wipe the slate', async () => {
  const runtime = openRuntime();
  const { id } = await bringModel(runtime);
  await crashWhileTalking(runtime, runtime.models.find(id));
  await runtime.service.load(id, { isInsisted: false });
  const runner = runtime.pool.loaded(id);
  if (!runner) throw new Error('loaded');
  const tooLong = say(runner, [user('hello '.repeat(20_000))]);
  await expect(tooLong.result).rejects.toMatchObject({ code: 'context-overflow' });
  await waitUntil(() => !runtime.pool.isBusy(id));
  expect(runtime.storage.crashes.recent(id)).toHaveLength(1);
  await crashWhileTalking(runtime, runtime.models.find(id));
  expect(runtime.models.find(id).quarantine).toMatchObject({ phase: 'generating' });
});

test('whoever insists on a model that crashed twice has not yet insisted on memory that is not there', async () => {
  const runtime = openRuntime();
  const { id } = await quarantinedModel(runtime);
  const { memoryBytes } = await runtime.service.plan(id, null);
  runtime.pool.setMemoryLimit(Math.round(memoryBytes * 0.9));
  expect(await appErrorOf(() => runtime.service.load(id, { isInsisted: true }))).toBe('memory-short');
  await runtime.service.load(id, { isInsisted: true });
  expect(runtime.pool.runtime(id).state).toBe('ready');
});
