import type { SystemLoad } from '../../contract/system.ts';
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
});
