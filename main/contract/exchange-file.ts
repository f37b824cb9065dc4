import { z } from 'zod';
import { maxMessageLength, messageSchema, conversationSchema } from './chat.ts';
import { ownChatSettingsSchema } from './chat-settings.ts';
import { replyRecordSchema, summarySchema } from './context.ts';
import { projectSchema } from './organise.ts';

export const exchangeFormat = 'counterweight-conversations';
/** Grows when an older app could not read the file rightly; new optional fields leave it. */
export const exchangeVersion = 1;

const text = z.string().max(maxMessageLength);
/** The last moment of the year 9999: what lies beyond it cannot be shown everywhere. */
export const latestTimeMs = 253_402_300_799_999;
const timeMs = z.number().int().min(-latestTimeMs).max(latestTimeMs);

export const exchangeAttachmentSchema = z.object({
  name: z.string().min(1).max(255),
  sizeBytes: z.number().int().nonnegative(),
  lines: z.number().int().nonnegative(),
  text,
});
export type ExchangeAttachment = z.infer<typeof exchangeAttachmentSchema>;

/** A message as it is kept; who its parent is makes the tree. A reply that was under way is `interrupted`. */
export const exchangeMessageSchema = messageSchema
  .pick({
    id: true,
    parentId: true,
    role: true,
    stopReason: true,
    error: true,
    modelId: true,
    modelName: true,
    stats: true,
    givenLength: true,
    rating: true,
    leftOutMessages: true,
    structure: true,
  })
  .extend({
    text,
    reasoning: text,
    createdAtMs: timeMs,
    status: z.enum(['complete', 'stopped', 'interrupted', 'failed']),
    record: replyRecordSchema.nullable(),
    attachments: z.array(exchangeAttachmentSchema).readonly(),
    summary: summarySchema.omit({ messageId: true }).extend({ createdAtMs: timeMs }).nullable(),
  });
export type ExchangeMessage = z.infer<typeof exchangeMessageSchema>;

/** A whole conversation. Parents stand before their children; siblings in the order they came to be. */
export const exchangeConversationSchema = conversationSchema
  .pick({
    id: true,
    title: true,
    titleSource: true,
    modelId: true,
    isPinned: true,
    isArchived: true,
    projectId: true,
    tags: true,
  })
  .extend({
    createdAtMs: timeMs,
    updatedAtMs: timeMs,
    /** Where it was brought from, as `source:id`; null for one that began here. */
    importedFrom: z.string().max(300).nullable(),
    ownSettings: ownChatSettingsSchema.nullable(),
    activeLeafId: messageSchema.shape.id.nullable(),
    messages: z.array(exchangeMessageSchema).readonly(),
  });
export type ExchangeConversation = z.infer<typeof exchangeConversationSchema>;

const exchangeProjectSchema = projectSchema.extend({ createdAtMs: timeMs });

export const exchangeFileSchema = z.object({
  format: z.literal(exchangeFormat),
  version: z.literal(exchangeVersion),
  exportedAtMs: timeMs,
  appVersion: z.string(),
  /** Those that its conversations are in. */
  projects: z.array(exchangeProjectSchema).readonly(),
  conversations: z.array(exchangeConversationSchema).readonly(),
});
export type ExchangeProject = z.infer<typeof exchangeProjectSchema>;
