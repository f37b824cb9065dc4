import { z } from 'zod';
import { attachmentDraftSchema } from './attachments.ts';
import { chatSettingsSchema, overflowPolicySchema } from './chat-settings.ts';
import { conversationIdSchema, messageIdSchema, modelIdSchema, summaryIdSchema } from './ids.ts';

/** What a reply's prompt was made of: nothing is ever left out without being told here. */
export const contextRecordSchema = z.object({
  policy: overflowPolicySchema,
  contextSize: z.number().int().positive(),
  promptTokens: z.number().int().nonnegative(),
  /** Messages of the path that were sent whole. */
  sentMessages: z.number().int().nonnegative(),
  /** Ranges of the path that were not sent, by place (0 is the first message); `to` is not part of it. */
  leftOut: z.array(z.object({ from: z.number().int().nonnegative(), to: z.number().int().positive() })).readonly(),
  /** What stood in for the beginning; null when nothing did. */
  summaryId: summaryIdSchema.nullable(),
});
export type ContextRecord = z.infer<typeof contextRecordSchema>;

/** How a reply was made: with its prompt and its model everything that is needed to make it again. */
export const replyRecordSchema = z.object({
  /** With the seed that was used. */
  settings: chatSettingsSchema,
  /** As it was sent, variables filled in; empty for none. */
  systemPrompt: z.string(),
  /** Null for a reply that ended before it was known. */
  context: contextRecordSchema.nullable(),
});
export type ReplyRecord = z.infer<typeof replyRecordSchema>;

/** Stands for everything up to and including its message, on every branch that goes through it. */
export const summarySchema = z.object({
  id: summaryIdSchema,
  messageId: messageIdSchema,
  text: z.string(),
  modelName: z.string(),
  createdAtMs: z.number(),
});
export type Summary = z.infer<typeof summarySchema>;

/** Tokens of what the next reply would be generated from. */
export const contextUseSchema = z.object({
  /** False: estimated from characters, because the model is not loaded. */
  isExact: z.boolean(),
  /** The loaded context's, or the one a load would have; null when no model is chosen. */
  contextSize: z.number().int().positive().nullable(),
  systemTokens: z.number().int().nonnegative(),
  /** Earlier messages that will be sent, with their attachments, or the summary that stands for them. */
  historyTokens: z.number().int().nonnegative(),
  /** The draft with its attachments. */
  draftTokens: z.number().int().nonnegative(),
  /** What the policy leaves out, by place in the path. */
  leftOut: contextRecordSchema.shape.leftOut,
  leftOutTokens: z.number().int().nonnegative(),
  /** What is kept free for the reply when the policy decides. */
  reservedTokens: z.number().int().nonnegative(),
  /** Whether the next message could not be answered as it is. */
  isOver: z.boolean(),
  policy: overflowPolicySchema,
  /** A larger context that memory allows, tokens; null when there is none. */
  largerContextSize: z.number().int().positive().nullable(),
});
export type ContextUse = z.infer<typeof contextUseSchema>;

export const contextUseInputSchema = z.object({
  conversationId: conversationIdSchema.nullable(),
  modelId: modelIdSchema.nullable(),
  /** Count the path only up to this message: an edit takes its place. Null: the whole active path. */
  upToId: messageIdSchema.nullable(),
  draft: z.string(),
  attachments: z.array(attachmentDraftSchema.pick({ id: true })).readonly(),
});
export const summariseInputSchema = z.object({
  conversationId: conversationIdSchema,
  modelId: modelIdSchema,
  /** The last message the summary is to cover; null: the older half of what is there. */
  upToId: messageIdSchema.nullable(),
});
export type SummariseEvent =
  { readonly type: 'progress'; readonly text: string } | { readonly type: 'done'; readonly summary: Summary };
export const editSummaryInputSchema = z.object({ summaryId: summaryIdSchema, text: z.string().min(1).max(1_000_000) });
export const summaryInputSchema = z.object({ summaryId: summaryIdSchema });
