import { settingsPatchSchema, type Settings } from '../../contract/settings.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const settingsRouter = router({
  get: procedure.query(({ ctx }) => ctx.services.settings.read()),
  update: procedure.input(settingsPatchSchema).mutation(({ ctx, input }) => ctx.services.settings.update(input)),
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<Settings>(
      (listener) => ctx.services.settings.watch(listener),
      signal,
      (_earlier, later) => later,
    ),
  ),
});
