import type { NetworkUse, SystemLoad } from '../../contract/system.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const systemRouter = router({
  info: procedure.query(({ ctx }) => ctx.services.system.info()),
  watchLoad: procedure.subscription(({ ctx, signal }) =>
    eventStream<SystemLoad>(
      (listener) => ctx.services.system.watchLoad(listener),
      signal,
      (_earlier, later) => later,
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
