import {
  beginUploadInputSchema,
  exportIdInputSchema,
  exportInputSchema,
  exportPieceInputSchema,
  importIdInputSchema,
  previewImportInputSchema,
  runImportInputSchema,
  uploadIdInputSchema,
  uploadPieceInputSchema,
  type ExportEvent,
  type ImportEvent,
  type PreviewImportEvent,
} from '../../contract/exchange.ts';
import { procedure, router } from '../trpc.ts';
import { workStream } from '../work-stream.ts';

export const exchangeRouter = router({
  plan: procedure
    .input(exportInputSchema)
    .query(({ ctx, input, signal }) => ctx.services.exports.plan(input, signal ?? new AbortController().signal)),
  /** Leaving it gives the export up. */
  export: procedure
    .input(exportInputSchema)
    .subscription(({ ctx, input, signal }) =>
      workStream<ExportEvent>((work) => ctx.services.exports.export(input, work), signal),
    ),
  /** A finished export, in a browser. */
  readExport: procedure
    .input(exportPieceInputSchema)
    .query(({ ctx, input }) => ctx.services.exports.read(input.exportId, input.offset)),
  discardExport: procedure
    .input(exportIdInputSchema)
    .mutation(({ ctx, input }) => ctx.services.exports.discard(input.exportId)),

  /** A native dialog, on the desktop. */
  pickImport: procedure.mutation(async ({ ctx }) => ({ paths: await ctx.services.host.pickImportFiles() })),
  beginUpload: procedure.input(beginUploadInputSchema).mutation(async ({ ctx, input }) => ({
    uploadId: await ctx.services.imports.beginUpload(input.name, input.sizeBytes),
  })),
  uploadPiece: procedure
    .input(uploadPieceInputSchema)
    .mutation(({ ctx, input }) =>
      ctx.services.imports.append(input.uploadId, input.offset, Buffer.from(input.base64, 'base64')),
    ),
  discardUpload: procedure
    .input(uploadIdInputSchema)
    .mutation(({ ctx, input }) => ctx.services.imports.discardUpload(input.uploadId)),
  previewImport: procedure
    .input(previewImportInputSchema)
    .subscription(({ ctx, input, signal }) =>
      workStream<PreviewImportEvent>((work) => ctx.services.imports.preview(input.files, work), signal),
    ),
  /** Leaving it ends the import; what was taken stays. */
  runImport: procedure
    .input(runImportInputSchema)
    .subscription(({ ctx, input, signal }) =>
      workStream<ImportEvent>((work) => ctx.services.imports.run(input.importId, input.projectId, work), signal),
    ),
  discardImport: procedure
    .input(importIdInputSchema)
    .mutation(({ ctx, input }) => ctx.services.imports.discard(input.importId)),
});
