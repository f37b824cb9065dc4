import { z } from 'zod';
import { attachmentSchema } from './attachments.ts';
import { summarySchema } from './context.ts';
import { appErrorDataSchema } from './errors.ts';
import { attachmentIdSchema, conversationIdSchema, messageIdSchema, modelIdSchema, projectIdSchema } from './ids.ts';
import { tagSchema } from './organise.ts';

/** Longest message a person may send, UTF-16 code units; far above any context this runs. */
export const maxMessageLength = 4_000_000;
export const maxTitleLength = 200;

export const conversationSchema = z.object({
  id: conversationIdSchema,
  title: z.string(),
  /** `auto` titles are replaced by better automatic ones, `person` titles never. */
  titleSource: z.enum(['auto', 'person']),
  modelId: modelIdSchema.nullable(),
  isPinned: z.boolean(),
  isArchived: z.boolean(),
  projectId: projectIdSchema.nullable(),
  tags: z.array(tagSchema).readonly(),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
});
export type Conversation = z.infer<typeof conversationSchema>;

export const stopReasonSchema = z.enum([
  'end', // the model ended its reply
  'max-tokens',
  'stop-text', // one of the chosen texts came
  'context-full', // the context had no room for another token
  'stopped', // the person pressed stop
  'interrupted', // the app ended in mid-reply
  'failed', // see the message's error
]);
export type StopReason = z.infer<typeof stopReasonSchema>;

/** Figures of one reply. Rates are tokens per second; times are milliseconds. */
export const replyStatsSchema = z.object({
  promptTokens: z.number().int().nonnegative(),
  /** Prompt tokens taken from the previous turn's state, not evaluated again. */
  reusedTokens: z.number().int().nonnegative(),
  replyTokens: z.number().int().nonnegative(),
  /** From the request's arrival to the first piece of text, without the time to load the model. */
  firstTokenMs: z.number().nonnegative().nullable(),
  promptTokensPerSecond: z.number().nonnegative().nullable(),
  replyTokensPerSecond: z.number().nonnegative().nullable(),
  /** Time spent loading the model for this reply; 0 when it was loaded already. */
  loadMs: z.number().nonnegative(),
  /** Tokens and milliseconds of thoughts before the answer; null where there were none. */
  reasoningTokens: z.number().int().nonnegative().nullable().default(null),
  reasoningMs: z.number().nonnegative().nullable().default(null),
  /** The thoughts were closed because their budget was spent. */
  isReasoningCut: z.boolean().optional(),
});
export type ReplyStats = z.infer<typeof replyStatsSchema>;

/** A message of the conversation's tree. `streaming` is the only status that still changes by itself. */
export const messageSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  parentId: messageIdSchema.nullable(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  /** A reasoning model's thoughts, apart from its answer. */
  reasoning: z.string(),
  status: z.enum(['streaming', 'complete', 'stopped', 'interrupted', 'failed']),
  stopReason: stopReasonSchema.nullable(),
  error: appErrorDataSchema.nullable(),
  modelId: modelIdSchema.nullable(),
  modelName: z.string().nullable(),
  stats: replyStatsSchema.nullable(),
  createdAtMs: z.number(),
  /** All messages with the same parent, oldest first, this one included. */
  siblingIds: z.array(messageIdSchema),
  /** UTF-16 units at the beginning of `text` that the person gave; the model went on from there. */
  givenLength: z.number().int().nonnegative(),
  rating: z.enum(['up', 'down']).nullable(),
  attachments: z.array(attachmentSchema).readonly(),
  /** Stands for this message and all before it when the context is short. */
  summary: summarySchema.nullable(),
  /** Earlier messages that this reply's prompt left out. */
  leftOutMessages: z.number().int().nonnegative(),
  /** The form the reply was held to, and what is wrong with it; null where none was asked for. */
  structure: z.object({ kind: z.enum(['json', 'json-schema', 'grammar']), problem: z.string().nullable() }).nullable(),
});
export type Message = z.infer<typeof messageSchema>;

/** What a reply under way is doing. */
export const replyPhaseSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('waiting') }),
  /** A file that was never loaded here is loaded once in a process of its own first. */
  z.object({ phase: z.literal('trying') }),
  z.object({ phase: z.literal('loading'), fraction: z.number().min(0).max(1) }),
  z.object({
    phase: z.literal('prefilling'),
    doneTokens: z.number().int().nonnegative(),
    totalTokens: z.number().int().nonnegative(),
  }),
  z.object({ phase: z.literal('generating') }),
]);
export type ReplyPhase = z.infer<typeof replyPhaseSchema>;

export const sendInputSchema = z.object({
  /** Null starts a conversation. */
  conversationId: conversationIdSchema.nullable(),
  text: z
    .string()
    .max(maxMessageLength)
    .refine((text) => text.trim() !== '', 'empty'),
  modelId: modelIdSchema,
  /** Attachments of the draft, in order. */
  attachmentIds: z.array(attachmentIdSchema).max(32).readonly().default([]),
  /** The reply begins with these words. */
  replyPrefix: z.string().max(maxMessageLength).default(''),
  /** For a conversation that begins. */
  projectId: projectIdSchema.nullable().default(null),
});
export const regenerateInputSchema = z.object({
  replyId: messageIdSchema,
  modelId: modelIdSchema.nullable(),
  /** The new reply begins with these words. */
  replyPrefix: z.string().max(maxMessageLength).default(''),
});
export const editInputSchema = z.object({
  messageId: messageIdSchema,
  text: z.string().max(maxMessageLength),
  /** Attachments of the message that stay, and ones of the draft that are new. */
  attachmentIds: z.array(attachmentIdSchema).max(32).readonly(),
  /** Null: the words are kept as a new version and nothing is generated. Else the model that answers, or goes on from here. */
  answerWith: modelIdSchema.nullable(),
});
export const continueInputSchema = z.object({ replyId: messageIdSchema, modelId: modelIdSchema.nullable() });
export const removeMessageInputSchema = z.object({
  messageId: messageIdSchema,
  /** `one`: what follows moves up; `from-here`: with everything below it. */
  extent: z.enum(['one', 'from-here']),
});
export const undoRemovalInputSchema = z.object({ removalId: z.string().max(64) });
export const rateInputSchema = z.object({ messageId: messageIdSchema, rating: z.enum(['up', 'down']).nullable() });
/** A range of the active path, by place. */
export const pathRangeInputSchema = z.object({
  conversationId: conversationIdSchema,
  from: z.number().int().nonnegative(),
  to: z.number().int().positive(),
});
/** Most messages that one answer or event carries. */
export const mostMessagesAtOnce = 200;
export const conversationInputSchema = z.object({ conversationId: conversationIdSchema });
export const messageInputSchema = z.object({ messageId: messageIdSchema });
export const renameInputSchema = conversationInputSchema.extend({
  title: z.string().trim().min(1).max(maxTitleLength),
});
export const pinInputSchema = conversationInputSchema.extend({ isPinned: z.boolean() });
export const setModelInputSchema = conversationInputSchema.extend({ modelId: modelIdSchema });

export type ConversationListEvent =
  | {
      readonly type: 'snapshot';
      readonly conversations: readonly Conversation[];
      readonly generatingIds: readonly string[];
    }
  | { readonly type: 'changed'; readonly conversation: Conversation }
  | { readonly type: 'removed'; readonly conversationId: Conversation['id'] }
  | { readonly type: 'generating'; readonly conversationId: Conversation['id']; readonly isGenerating: boolean };

/**
 * The active path as far as it is told: messages are known by their place, 0 first. `messages` stand from `from` on, to the
 * end of the path; those between `kept` and `from` are asked for when somebody looks at them.
 */
export type PathWindow = {
  /** Messages of the path. */
  readonly length: number;
  /** As many from the beginning are what they were before this event; 0 in a snapshot. */
  readonly kept: number;
  readonly from: number;
  readonly messages: readonly Message[];
  /** The last message: another one is another path, and what was asked of it is void. */
  readonly leafId: Message['id'] | null;
};
/** Messages from `from` on; none when the path is no longer the one of `leafId`. */
export type PathRange = Pick<PathWindow, 'from' | 'messages' | 'leafId'>;

/** `offset` is where the piece starts in the text so far (UTF-16 units): a gap or an overlap is a bug, and visible. */
export type ConversationEvent =
  | {
      readonly type: 'snapshot';
      readonly conversation: Conversation;
      readonly path: PathWindow;
      readonly phase: ReplyPhase | null;
    }
  | { readonly type: 'conversation-changed'; readonly conversation: Conversation }
  | { readonly type: 'path-changed'; readonly path: PathWindow; readonly phase: ReplyPhase | null }
  /** Of a message that stays where it is: rated, summarised, judged. */
  | { readonly type: 'message-changed'; readonly message: Message }
  | { readonly type: 'reply-phase'; readonly replyId: Message['id']; readonly phase: ReplyPhase }
  | {
      readonly type: 'reply-delta';
      readonly replyId: Message['id'];
      readonly kind: 'text' | 'reasoning';
      readonly offset: number;
      readonly text: string;
    }
  | { readonly type: 'reply-ended'; readonly message: Message }
  | { readonly type: 'storage-trouble'; readonly error: z.infer<typeof appErrorDataSchema> | null }
  | { readonly type: 'deleted' };
