import { backupInputSchema, type BackupsView } from '../../contract/backups.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

export const backupsRouter = router({
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<BackupsView>(
      (listener) => ctx.services.backups.watch(listener),
      signal,
      (_earlier, later) => later,
    ),
  ),
  list: procedure.query(({ ctx }) => ctx.services.backups.list()),
  make: procedure.mutation(({ ctx }) => ctx.services.backups.make()),
  remove: procedure.input(backupInputSchema).mutation(({ ctx, input }) => ctx.services.backups.remove(input.id)),
  /** The app closes and opens again after the answer; pages connect again by themselves. */
  restore: procedure.input(backupInputSchema).mutation(({ ctx, input }) => ctx.services.backups.restore(input.id)),
  /** Shows the folder in the computer's own file browser. Desktop only. */
  openFolder: procedure.mutation(({ ctx }) => ctx.services.backups.openFolder()),
});
