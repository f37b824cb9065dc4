import { saveDraftInputSchema, type DraftEvent } from '../../contract/drafts.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const draftsRouter = router({
  all: procedure.query(({ ctx }) => ctx.services.drafts.all()),
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<DraftEvent>((listener) => ctx.services.drafts.watch(listener), signal),
  ),
  save: procedure.input(saveDraftInputSchema).mutation(({ ctx, input }) => ctx.services.drafts.save(input)),
});
