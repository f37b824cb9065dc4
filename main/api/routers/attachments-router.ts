import { z } from 'zod';
import { attachmentInputSchema, maxAttachmentBytes } from '../../contract/attachments.ts';
import { maxMessageLength } from '../../contract/chat.ts';
import { draftKeySchema } from '../../contract/drafts.ts';
import { procedure, router } from '../trpc.ts';

const sourceSchema = z.object({ key: draftKeySchema, name: z.string().max(4096) });
const addInputSchema = sourceSchema.extend({ text: z.string().max(maxMessageLength) });
/** Bytes as Base64: what is no text is told here, in one place for every page. */
const addFileInputSchema = sourceSchema.extend({
  base64: z.string().max(Math.ceil(maxAttachmentBytes / 3) * 4),
});

/** Text files that go with messages; until then they wait with a draft. */
export const attachmentsRouter = router({
  add: procedure.input(addInputSchema).mutation(({ ctx, input }) => ctx.services.attachments.add(input)),
  addFile: procedure
    .input(addFileInputSchema)
    .mutation(({ ctx, input: { base64, ...source } }) =>
      ctx.services.attachments.addFile({ ...source, bytes: Buffer.from(base64, 'base64') }),
    ),
  read: procedure
    .input(attachmentInputSchema)
    .query(({ ctx, input }) => ({ text: ctx.services.attachments.read(input.id) })),
  remove: procedure
    .input(attachmentInputSchema)
    .mutation(({ ctx, input }) => ctx.services.attachments.remove(input.id)),
});
