import { z } from 'zod';
import { maxSystemPromptLength } from './chat-settings.ts';
import { conversationIdSchema, messageIdSchema, modelIdSchema, projectIdSchema } from './ids.ts';

/** A folder of conversations with a system prompt that they follow unless they have their own. */
export const projectSchema = z.object({
  id: projectIdSchema,
  name: z.string().trim().min(1).max(200),
  systemPrompt: z.string().max(maxSystemPromptLength),
  createdAtMs: z.number(),
});
export type Project = z.infer<typeof projectSchema>;

/** Letter case aside, two tags of the same words are one. */
export const tagSchema = z.string().trim().min(1).max(50);
export const maxTags = 32;
/** Conversations that one call may change. */
export const mostConversations = 10_000;

export const saveProjectInputSchema = projectSchema
  .pick({ name: true, systemPrompt: true })
  /** Null makes a project. */
  .extend({ id: projectIdSchema.nullable() });
export const projectInputSchema = z.object({ id: projectIdSchema });
const conversationIds = z.array(conversationIdSchema).min(1).max(mostConversations).readonly();
export const setProjectInputSchema = z.object({ conversationIds, projectId: projectIdSchema.nullable() });
export const setArchivedInputSchema = z.object({ conversationIds, isArchived: z.boolean() });
export const setTagsInputSchema = z.object({
  conversationId: conversationIdSchema,
  tags: z.array(tagSchema).max(maxTags).readonly(),
});
export const changeTagInputSchema = z.object({ conversationIds, tag: tagSchema, isSet: z.boolean() });
export const retitleInputSchema = z.object({ conversationId: conversationIdSchema });

export type OrganiseEvent = {
  readonly type: 'snapshot';
  /** By name. */
  readonly projects: readonly Project[];
};

/** Places that one answer about a conversation tells. */
export const mostPlaces = 500;

export const searchInputSchema = z.object({
  query: z.string().max(1000),
  filters: z.object({
    conversationId: conversationIdSchema.nullable(),
    projectId: projectIdSchema.nullable(),
    tag: tagSchema.nullable(),
    role: z.enum(['user', 'assistant']).nullable(),
    modelId: modelIdSchema.nullable(),
    rating: z.enum(['up', 'down']).nullable(),
    isArchived: z.boolean().nullable(),
    fromMs: z.number().nullable(),
    toMs: z.number().nullable(),
  }),
  /**
   * `best`: what fits best and is newest first. `place`: the active path of the one conversation that is named, first to
   * last, up to `mostPlaces` at once.
   */
  order: z.enum(['best', 'place']),
  /** Of the answer before; null begins. */
  cursor: z.string().max(200).nullable(),
});
export type SearchInput = z.infer<typeof searchInputSchema>;
export type SearchFilters = SearchInput['filters'];

/** `matches` are ranges of the snippet, UTF-16 units. */
export const searchHitSchema = z.object({
  conversationId: conversationIdSchema,
  conversationTitle: z.string(),
  /** Null when only the title matches. */
  messageId: messageIdSchema.nullable(),
  role: z.enum(['user', 'assistant']).nullable(),
  snippet: z.string(),
  matches: z.array(z.object({ start: z.number().int(), end: z.number().int() })).readonly(),
  atMs: z.number(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;
export type SearchAnswer = {
  readonly hits: readonly SearchHit[];
  readonly cursor: string | null;
  /** Messages that are not in the index yet: the answer is complete when it is 0. */
  readonly unread: number;
};

export const noSearchFilters: SearchFilters = {
  conversationId: null,
  projectId: null,
  tag: null,
  role: null,
  modelId: null,
  rating: null,
  isArchived: null,
  fromMs: null,
  toMs: null,
};
