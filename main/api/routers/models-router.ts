import { z } from 'zod';
import { modelIdSchema } from '../../contract/ids.ts';
import { importModelInputSchema, type ModelsEvent } from '../../contract/models.ts';
import { mergeModelsEvents } from '../../core/models/model-news.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

const modelInputSchema = z.object({ modelId: modelIdSchema });

export const modelsRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<ModelsEvent>((listener) => ctx.services.models.watch(listener), signal, mergeModelsEvents, ctx.veil),
  ),
  /** The window has the focus again: looks whether files went missing or changed meanwhile. */
  refresh: procedure.mutation(({ ctx }) => ctx.services.models.refresh()),
  importFile: procedure
    .input(importModelInputSchema)
    .mutation(({ ctx, input }) => ctx.services.models.importFile(input.path)),
  cancelImport: procedure
    .input(importModelInputSchema)
    .mutation(({ ctx, input }) => ctx.services.models.cancelImport(input.path)),
  pickFile: procedure.mutation(async ({ ctx }) => ({ path: await ctx.services.host.pickModelFile() })),
  remove: procedure.input(modelInputSchema).mutation(({ ctx, input }) => ctx.services.models.remove(input.modelId)),
  load: procedure
    .input(modelInputSchema)
    .mutation(({ ctx, input }) => ctx.services.runtime.load(input.modelId, { isInsisted: false })),
  /** The file's own template: what somebody starts from who writes another. */
  chatTemplate: procedure.input(modelInputSchema).query(async ({ ctx, input, signal }) => ({
    text: await ctx.services.models.chatTemplate(input.modelId, signal),
  })),
  unload: procedure.input(modelInputSchema).mutation(({ ctx, input }) => ctx.services.models.unload(input.modelId)),
});
