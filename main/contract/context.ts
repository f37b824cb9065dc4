import { z } from 'zod';
import { chatSettingsSchema, overflowPolicySchema } from './chat-settings.ts';
import {
  attachmentIdSchema,
  conversationIdSchema,
  messageIdSchema,
  modelIdSchema,
  projectIdSchema,
  summaryIdSchema,
} from './ids.ts';

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
  /** Of these: each attachment. */
  attachments: z.array(z.object({ id: attachmentIdSchema, tokens: z.number().int().nonnegative() })).readonly(),
  /** What the policy leaves out, by place in the path. */
  leftOut: contextRecordSchema.shape.leftOut,
  leftOutTokens: z.number().int().nonnegative(),
  /** What is kept free for the reply when the policy decides. */
  reservedTokens: z.number().int().nonnegative(),
  /** Whether the next message could not be answered as it is. */
  isOver: z.boolean(),
  policy: overflowPolicySchema,
  /** A larger context that memory allows, tokens; null when there is none, or plenty is free. */
  largerContextSize: z.number().int().positive().nullable(),
});
export type ContextUse = z.infer<typeof contextUseSchema>;

export const contextUseInputSchema = z.object({
  conversationId: conversationIdSchema.nullable(),
  modelId: modelIdSchema.nullable(),
  /** Of a chat that has not begun. */
  projectId: projectIdSchema.nullable().default(null),
  /** Count the path only up to this message: an edit takes its place. Null: the whole active path. */
  upToId: messageIdSchema.nullable(),
  draft: z.string(),
  /** What the reply is to begin with; counted with the draft. */
  replyPrefix: z.string().default(''),
  attachmentIds: z.array(attachmentIdSchema).readonly(),
});
export type ContextUseInput = z.infer<typeof contextUseInputSchema>;

/** What a policy would make of the next message. */
export const policyOutcomeSchema = z.object({
  /** Messages that would not be sent, and the tokens of the prompt without them. */
  leftOutMessages: z.number().int().nonnegative(),
  promptTokens: z.number().int().nonnegative(),
  fits: z.boolean(),
});
/** The choices before a message that does not fit, each with what it would do; null where it would do nothing. */
export const overflowOptionsSchema = z.object({
  isExact: z.boolean(),
  contextSize: z.number().int().positive(),
  promptTokens: z.number().int().nonnegative(),
  /** Tokens a reply would have if the message were sent as it is; 0: it cannot be answered. */
  roomForReply: z.number().int().nonnegative(),
  dropOldest: policyOutcomeSchema.nullable(),
  keepEnds: policyOutcomeSchema.nullable(),
  /** Null when there is nothing to summarise, or not even a summary makes room. */
  summarise: z
    .object({
      upToId: messageIdSchema,
      messages: z.number().int().positive(),
      /** What they are now, and what their summary may be at most. */
      tokens: z.number().int().nonnegative(),
      summaryTokens: z.number().int().positive(),
      /** There is one already, and it is enough. */
      isThere: z.boolean(),
    })
    .nullable(),
  larger: z
    .object({
      contextSize: z.number().int().positive(),
      /** More memory than the context of now, main and video memory together. */
      moreBytes: z.number().nonnegative(),
      verdict: z.enum(['fits', 'tight']),
      /** Whether the message and a reply have room in it. */
      isEnough: z.boolean(),
    })
    .nullable(),
});
export type OverflowOptions = z.infer<typeof overflowOptionsSchema>;
export const summariseInputSchema = z.object({
  conversationId: conversationIdSchema,
  modelId: modelIdSchema,
  /** The last message the summary is to cover; null: the older half of what is there. */
  upToId: messageIdSchema.nullable(),
});
export type SummariseEvent =
  /** Long conversations are summarised in parts first; `step` counts from 1. A new step begins with an empty text. */
  | { readonly type: 'step'; readonly step: number; readonly steps: number }
  /** The next piece of this step's text. */
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'done'; readonly summary: Summary };
export const editSummaryInputSchema = z.object({ summaryId: summaryIdSchema, text: z.string().min(1).max(1_000_000) });
/** What `removeSummary` took away, to be put back. */
export const restoreSummaryInputSchema = z.object({ summary: summarySchema });
export const summaryInputSchema = z.object({ summaryId: summaryIdSchema });
