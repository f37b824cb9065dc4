import { savedTextInputSchema, type NetworkUse, type SystemLoad } from '../../contract/system.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const systemRouter = router({
  info: procedure.query(({ ctx }) => ctx.services.system.info()),
  folders: procedure.query(({ ctx }) => ctx.services.system.folders()),
  /** In the web host the page saves by itself. */
  saveText: procedure
    .input(savedTextInputSchema)
    .mutation(async ({ ctx, input }) => ({ isSaved: await ctx.services.host.saveText(input) })),
  watchLoad: procedure.subscription(({ ctx, signal }) =>
    eventStream<SystemLoad>(
      (listener) => ctx.services.system.watchLoad(listener),
      signal,
      (_earlier, later) => later,
      ctx.veil,
    ),
  ),
  watchNetworkUse: procedure.subscription(({ ctx, signal }) =>
    eventStream<NetworkUse>(
      (listener) => ctx.services.networkUse.watch(listener),
      signal,
      (_earlier, later) => later,
    ),
  ),
});
