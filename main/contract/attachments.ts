import { z } from 'zod';
import { attachmentIdSchema } from './ids.ts';

/** Largest text file that is attached whole, bytes; larger ones are for retrieval, which comes later. */
export const maxAttachmentBytes = 4_000_000;
export const maxAttachments = 32;

/** A text file that goes whole with a message. Its words are asked for apart. */
export const attachmentSchema = z.object({
  id: attachmentIdSchema,
  /** File name without folders. */
  name: z.string().min(1).max(255),
  sizeBytes: z.number().int().nonnegative(),
  lines: z.number().int().nonnegative(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const attachmentInputSchema = z.object({ id: attachmentIdSchema });
