import { z } from 'zod';
import { attachmentSchema } from './attachments.ts';
import { maxMessageLength } from './chat.ts';
import type { ComparisonId, ConversationId, MessageId, RoundId, ShelfPromptId } from './ids.ts';

/**
 * What is written: in a conversation (its id), in the chat that has not begun (`:new`), as an edit (`edit:` and the message's
 * id), in a comparison (`compare:` and its id, or `new`). Files alone wait with a kept prompt (`shelf:`, likewise) and a
 * round (`round:`).
 */
export const draftKeySchema = z
  .string()
  .regex(/^(?::new|(?:edit:|compare:|shelf:|round:)?[A-Za-z0-9_-]{1,64})$/)
  .brand<'DraftKey'>();
export type DraftKey = z.infer<typeof draftKeySchema>;

/** Null: of the chat that has not begun. */
export function draftKeyOf(conversationId: ConversationId | null): DraftKey {
  return draftKeySchema.parse(conversationId ?? ':new');
}

export function editDraftKey(messageId: MessageId): DraftKey {
  return draftKeySchema.parse(`edit:${messageId}`);
}

/** Null: of the comparison that has not begun. */
export function compareDraftKey(comparisonId: ComparisonId | null): DraftKey {
  return draftKeySchema.parse(`compare:${comparisonId ?? 'new'}`);
}

/** Where the files of a kept prompt are; null: of one that is not kept yet. */
export function shelfFilesKey(id: ShelfPromptId | null): DraftKey {
  return draftKeySchema.parse(`shelf:${id ?? 'new'}`);
}

/** Where a round's own files are; every column's message has copies. */
export function roundFilesKey(id: RoundId): DraftKey {
  return draftKeySchema.parse(`round:${id}`);
}

/** What a person has written and not sent. */
export const draftSchema = z.object({
  key: draftKeySchema,
  text: z.string(),
  /** The beginning of the reply, written by the person; empty for none. */
  replyPrefix: z.string(),
  attachments: z.array(attachmentSchema).readonly(),
  updatedAtMs: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;

/** Names the page that writes: it is not told of its own words. */
const draftWriter = z.string().min(1).max(64);

/** Empty texts take the draft away. */
export const saveDraftInputSchema = z.object({
  key: draftKeySchema,
  text: z.string().max(maxMessageLength),
  replyPrefix: z.string().max(maxMessageLength),
  writer: draftWriter,
});
export type SaveDraftInput = z.infer<typeof saveDraftInputSchema>;

/** The last writer wins; `draft` is null when it was sent or emptied. */
export type DraftEvent =
  | { readonly type: 'snapshot'; readonly drafts: readonly Draft[] }
  | {
      readonly type: 'changed';
      readonly key: DraftKey;
      readonly draft: Draft | null;
      readonly writer: string | null;
    };
