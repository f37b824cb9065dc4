import { z } from 'zod';
import { attachmentSchema } from './attachments.ts';
import { conversationIdSchema } from './ids.ts';

/** What a person has written and not sent: of a conversation, or of the chat that has not begun (null). */
export const draftSchema = z.object({
  conversationId: conversationIdSchema.nullable(),
  text: z.string(),
  /** The beginning of the reply, written by the person; empty for none. */
  replyPrefix: z.string(),
  attachments: z.array(attachmentSchema).readonly(),
  updatedAtMs: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;
