import { z } from 'zod';
import { startBenchmarkInputSchema, type BenchmarksEvent } from '../../contract/benchmarks.ts';
import { benchmarkIdSchema, loadPresetIdSchema, modelIdSchema } from '../../contract/ids.ts';
import { planInputSchema } from '../../contract/load-plan.ts';
import { loadPresetSchema, loadSettingsSchema, type LoadSettingsEvent } from '../../contract/load-settings.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

const modelInputSchema = z.object({ modelId: modelIdSchema });
const saveSettingsInputSchema = modelInputSchema.extend({ settings: loadSettingsSchema.nullable() });
const savePresetInputSchema = loadPresetSchema
  .pick({ name: true, settings: true })
  .extend({ id: loadPresetIdSchema.nullable() });

/** How models are loaded, what that takes, and what this computer can do. */
export const runtimeRouter = router({
  watchSettings: procedure.subscription(({ ctx, signal }) =>
    eventStream<LoadSettingsEvent>(
      (listener) => ctx.services.loadSettings.watch(listener),
      signal,
      () => null,
      ctx.veil,
    ),
  ),
  saveSettings: procedure
    .input(saveSettingsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.loadSettings.save(input.modelId, input.settings)),
  savePreset: procedure
    .input(savePresetInputSchema)
    .mutation(({ ctx, input }) => ctx.services.loadSettings.savePreset(input)),
  removePreset: procedure
    .input(z.object({ id: loadPresetIdSchema }))
    .mutation(({ ctx, input }) => ctx.services.loadSettings.removePreset(input.id)),
  plan: procedure
    .input(planInputSchema)
    .query(({ ctx, input }) => ctx.services.runtime.plan(input.modelId, input.settings)),
  load: procedure
    .input(modelInputSchema.extend({ isInsisted: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.services.runtime.load(input.modelId, input)),
  saferSettings: procedure
    .input(modelInputSchema)
    .query(({ ctx, input }) => ctx.services.runtime.saferSettings(input.modelId)),
  safeRetry: procedure
    .input(modelInputSchema)
    .mutation(({ ctx, input }) => ctx.services.runtime.safeRetry(input.modelId)),
  machine: procedure
    .input(z.object({ isFresh: z.boolean() }))
    .query(({ ctx, input }) => ctx.services.machine.facts(input)),
  watchBenchmarks: procedure.subscription(({ ctx, signal }) =>
    eventStream<BenchmarksEvent>(
      (listener) => ctx.services.benchmarks.watch(listener),
      signal,
      mergeBenchmarksEvents,
      ctx.veil,
    ),
  ),
  startBenchmark: procedure
    .input(startBenchmarkInputSchema)
    .mutation(({ ctx, input }) => ctx.services.benchmarks.start(input)),
  cancelBenchmark: procedure
    .input(modelInputSchema)
    .mutation(({ ctx, input }) => ctx.services.benchmarks.cancel(input.modelId)),
  removeBenchmark: procedure
    .input(z.object({ benchmarkId: benchmarkIdSchema }))
    .mutation(({ ctx, input }) => ctx.services.benchmarks.remove(input.benchmarkId)),
  diagnostics: procedure.query(({ ctx }) => ctx.services.machine.diagnostics()),
});

/** Of two steps of one measurement in a row only the later one matters. */
function mergeBenchmarksEvents(earlier: BenchmarksEvent, later: BenchmarksEvent): BenchmarksEvent | null {
  if (earlier.type !== 'run-changed' || later.type !== 'run-changed') return null;
  return earlier.run.modelId === later.run.modelId ? later : null;
}
