import { z } from 'zod';
import { modelIdSchema } from '../../contract/ids.ts';
import {
  adoptInputSchema,
  emptyTrashInputSchema,
  importPathsInputSchema,
  modelIdsInputSchema,
  modelPlaceSchema,
  moveStoreInputSchema,
  type AdoptEvent,
  type LibraryEvent,
  type ScanEvent,
} from '../../contract/library.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';
import { workStream } from '../work-stream.ts';

const modelInputSchema = z.object({ modelId: modelIdSchema });

export const libraryRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<LibraryEvent>((listener) => ctx.services.library.watch(listener), signal, mergeLibraryEvents, ctx.veil),
  ),

  places: procedure.query(({ ctx }) => ctx.services.library.places()),
  scan: procedure
    .input(modelPlaceSchema)
    .subscription(({ ctx, input, signal }) =>
      workStream<ScanEvent>((work) => ctx.services.library.scan(input, work), signal),
    ),
  adopt: procedure
    .input(adoptInputSchema)
    .subscription(({ ctx, input, signal }) =>
      workStream<AdoptEvent>((work) => ctx.services.library.adopt(input, work), signal),
    ),
  importPaths: procedure
    .input(importPathsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.library.importPaths(input.paths)),
  pickFiles: procedure.mutation(async ({ ctx }) => ({ paths: await ctx.services.host.pickModelFiles() })),
  pickFolder: procedure.mutation(async ({ ctx }) => ({ path: await ctx.services.host.pickFolder() })),

  verify: procedure
    .input(modelIdsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.library.verify(input.modelIds)),
  cancelVerify: procedure
    .input(modelInputSchema)
    .mutation(({ ctx, input }) => ctx.services.library.cancelVerify(input.modelId)),
  duplicates: procedure.query(({ ctx }) => ctx.services.library.duplicates()),

  previewDelete: procedure
    .input(modelIdsInputSchema)
    .query(({ ctx, input }) => ctx.services.library.previewDelete(input.modelIds)),
  delete: procedure
    .input(modelIdsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.library.delete(input.modelIds)),
  restore: procedure
    .input(modelIdsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.library.restore(input.modelIds)),
  emptyTrash: procedure
    .input(emptyTrashInputSchema)
    .mutation(({ ctx, input }) => ctx.services.library.emptyTrash(input.modelIds)),

  checkUpdates: procedure
    .input(modelIdsInputSchema)
    .mutation(({ ctx, input, signal }) => ctx.services.library.checkUpdates(input.modelIds, signal)),

  moveStore: procedure
    .input(moveStoreInputSchema)
    .mutation(({ ctx, input }) => ctx.services.library.moveStore(input.to)),
  pauseMove: procedure.mutation(({ ctx }) => ctx.services.library.pauseMove()),
  resumeMove: procedure.mutation(({ ctx }) => ctx.services.library.resumeMove()),
  cancelMove: procedure.mutation(({ ctx }) => ctx.services.library.cancelMove()),
});

/** Each of these events holds everything of its kind: of two in a row only the later one matters. */
export function mergeLibraryEvents(earlier: LibraryEvent, later: LibraryEvent): LibraryEvent | null {
  return earlier.type === later.type ? later : null;
}
