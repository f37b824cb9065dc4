import { z } from 'zod';
import type { AdaptersEvent } from '../../contract/adapters.ts';
import { adapterIdSchema, modelIdSchema } from '../../contract/ids.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const adaptersRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<AdaptersEvent>(
      (listener) => ctx.services.adapters.watch(listener),
      signal,
      () => null,
      ctx.veil,
    ),
  ),
  /** Of every adapter whether it can be put on the model. */
  matches: procedure
    .input(z.object({ modelId: modelIdSchema }))
    .query(({ ctx, input }) => ctx.services.adapters.matches(input.modelId)),
  remove: procedure
    .input(z.object({ adapterId: adapterIdSchema }))
    .mutation(({ ctx, input }) => ctx.services.adapters.remove(input.adapterId)),
  /** Undoes a removal, also in the settings that named it. */
  restore: procedure
    .input(z.object({ adapterId: adapterIdSchema }))
    .mutation(({ ctx, input }) => ctx.services.adapters.restore(input.adapterId)),
});
