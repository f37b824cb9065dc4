import { z } from 'zod';
import { moveDownloadInputSchema, startDownloadInputSchema, type DownloadsEvent } from '../../contract/downloads.ts';
import { downloadIdSchema } from '../../contract/ids.ts';
import type { DownloadImportEvent } from '../../core/hub/downloaded-models.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';

const downloadInputSchema = z.object({ id: downloadIdSchema });
const limitInputSchema = z.object({ bytesPerSecond: z.number().int().min(1024).nullable() });

export const downloadsRouter = router({
  list: procedure.query(({ ctx }) => ctx.services.downloads.list()),
  watch: procedure.subscription(({ ctx, signal }) =>
    eventStream<DownloadsEvent>(
      (listener) => ctx.services.downloads.watch(listener),
      signal,
      mergeDownloadsEvents,
      ctx.veil,
    ),
  ),
  /** What became of finished downloads in the library. */
  watchImports: procedure.subscription(({ ctx, signal }) =>
    eventStream<DownloadImportEvent>(
      (listener) => ctx.services.downloadedModels.watch(listener),
      signal,
      () => null,
      ctx.veil,
    ),
  ),
  start: procedure.input(startDownloadInputSchema).mutation(({ ctx, input }) => ctx.services.downloads.start(input)),
  pause: procedure.input(downloadInputSchema).mutation(({ ctx, input }) => ctx.services.downloads.pause(input.id)),
  resume: procedure.input(downloadInputSchema).mutation(({ ctx, input }) => ctx.services.downloads.resume(input.id)),
  cancel: procedure.input(downloadInputSchema).mutation(({ ctx, input }) => ctx.services.downloads.cancel(input.id)),
  move: procedure
    .input(moveDownloadInputSchema)
    .mutation(({ ctx, input }) => ctx.services.downloads.move(input.id, input.position)),
  setLimit: procedure
    .input(limitInputSchema)
    .mutation(({ ctx, input }) => ctx.services.downloads.setBandwidthLimit(input.bytesPerSecond)),
});

/** Of two views of one download in a row only the later one matters. */
export function mergeDownloadsEvents(earlier: DownloadsEvent, later: DownloadsEvent): DownloadsEvent | null {
  if (earlier.type !== 'changed' || later.type !== 'changed') return null;
  return earlier.download.id === later.download.id ? later : null;
}
