import {
  importShelfFileInputSchema,
  readShelfFileInputSchema,
  saveShelfPromptInputSchema,
  shelfPromptInputSchema,
  useShelfPromptInputSchema,
  type ShelfEvent,
} from '../../contract/prompt-shelf.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

/** Prompts that are kept to be used again. */
export const shelfRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<ShelfEvent>(
      (listener) => ctx.services.shelf.watch(listener),
      signal,
      (_earlier, later) => later,
    ),
  ),
  save: procedure
    .input(saveShelfPromptInputSchema)
    .mutation(({ ctx, input }) => ({ id: ctx.services.shelf.save(input) })),
  remove: procedure.input(shelfPromptInputSchema).mutation(({ ctx, input }) => ctx.services.shelf.remove(input.id)),
  restore: procedure.input(shelfPromptInputSchema).mutation(({ ctx, input }) => ctx.services.shelf.restore(input.id)),
  use: procedure.input(useShelfPromptInputSchema).mutation(({ ctx, input }) => ctx.services.shelf.use(input)),
  /** Bytes as Base64: what is no text is told here, in one place for every page. */
  previewImport: procedure
    .input(readShelfFileInputSchema)
    .mutation(({ ctx, input: { base64, ...file } }) =>
      ctx.services.shelf.preview({ ...file, bytes: Buffer.from(base64, 'base64') }),
    ),
  runImport: procedure
    .input(importShelfFileInputSchema)
    .mutation(({ ctx, input: { base64, ...file } }) =>
      ctx.services.shelf.importFile({ ...file, bytes: Buffer.from(base64, 'base64') }),
    ),
});
