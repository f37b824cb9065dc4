import { z } from 'zod';

/** Identifiers are opaque: 1–64 characters of `A–Z a–z 0–9 _ -`, so they are safe in logs, paths and addresses. */
const opaqueId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const conversationIdSchema = opaqueId.brand<'ConversationId'>();
export type ConversationId = z.infer<typeof conversationIdSchema>;

export const messageIdSchema = opaqueId.brand<'MessageId'>();
export type MessageId = z.infer<typeof messageIdSchema>;

export const modelIdSchema = opaqueId.brand<'ModelId'>();
export type ModelId = z.infer<typeof modelIdSchema>;

export const downloadIdSchema = opaqueId.brand<'DownloadId'>();
export type DownloadId = z.infer<typeof downloadIdSchema>;

export const adapterIdSchema = opaqueId.brand<'AdapterId'>();
export type AdapterId = z.infer<typeof adapterIdSchema>;

export const loadPresetIdSchema = opaqueId.brand<'LoadPresetId'>();
export type LoadPresetId = z.infer<typeof loadPresetIdSchema>;

export const benchmarkIdSchema = opaqueId.brand<'BenchmarkId'>();
export type BenchmarkId = z.infer<typeof benchmarkIdSchema>;

export const projectIdSchema = opaqueId.brand<'ProjectId'>();
export type ProjectId = z.infer<typeof projectIdSchema>;

export const chatPresetIdSchema = opaqueId.brand<'ChatPresetId'>();
export type ChatPresetId = z.infer<typeof chatPresetIdSchema>;

export const systemPromptIdSchema = opaqueId.brand<'SystemPromptId'>();
export type SystemPromptId = z.infer<typeof systemPromptIdSchema>;

export const summaryIdSchema = opaqueId.brand<'SummaryId'>();
export type SummaryId = z.infer<typeof summaryIdSchema>;

export const attachmentIdSchema = opaqueId.brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof attachmentIdSchema>;

export const comparisonIdSchema = opaqueId.brand<'ComparisonId'>();
export type ComparisonId = z.infer<typeof comparisonIdSchema>;

export const columnIdSchema = opaqueId.brand<'ColumnId'>();
export type ColumnId = z.infer<typeof columnIdSchema>;

export const contestantIdSchema = opaqueId.brand<'ContestantId'>();
export type ContestantId = z.infer<typeof contestantIdSchema>;

export const roundIdSchema = opaqueId.brand<'RoundId'>();
export type RoundId = z.infer<typeof roundIdSchema>;

export const answerIdSchema = opaqueId.brand<'AnswerId'>();
export type AnswerId = z.infer<typeof answerIdSchema>;

export const voteIdSchema = opaqueId.brand<'VoteId'>();
export type VoteId = z.infer<typeof voteIdSchema>;

export const shelfPromptIdSchema = opaqueId.brand<'ShelfPromptId'>();
export type ShelfPromptId = z.infer<typeof shelfPromptIdSchema>;

export const priceIdSchema = opaqueId.brand<'PriceId'>();
export type PriceId = z.infer<typeof priceIdSchema>;
