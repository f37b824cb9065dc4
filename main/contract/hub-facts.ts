import { z } from 'zod';
import { commitSchema, gatingSchema, repoIdSchema } from './hub.ts';

const text = z.string();

/** What the Hub tells about a repository, checked and in our words; also how it is kept for later. */
export const hubRepoFactsSchema = z.object({
  id: repoIdSchema,
  downloads: z.number(),
  likes: z.number(),
  updatedAtMs: z.number(),
  gating: gatingSchema,
  task: text.nullable(),
  tags: z.array(text),
  licence: z.object({ id: text, name: text.nullable(), link: text.nullable() }).nullable(),
  /** `base_model` and `base_model_relation` of the card. */
  baseModels: z.array(text),
  baseModelRelation: text.nullable(),
  architecture: text.nullable(),
  parameterCount: z.number().nullable(),
  contextLength: z.number().nullable(),
  /** Null in listings. */
  commit: commitSchema.nullable(),
});
export type HubRepoFacts = z.infer<typeof hubRepoFactsSchema>;

export const hubTreeFileSchema = z.object({ path: text, sizeBytes: z.number(), sha256: text.nullable() });
export type HubTreeFile = z.infer<typeof hubTreeFileSchema>;

export const hubListingSchema = z.object({ models: z.array(hubRepoFactsSchema), nextCursor: text.nullable() });
export type HubListing = z.infer<typeof hubListingSchema>;

/** Everything asked for one page, at one commit. */
export const hubPageFactsSchema = z.object({
  repo: hubRepoFactsSchema,
  commit: commitSchema,
  tree: z.array(hubTreeFileSchema),
  card: z.object({ text, isCut: z.boolean() }),
  /** By id; null for one that would not be shown. */
  parents: z.record(text, hubRepoFactsSchema.nullable()),
});
export type HubPageFacts = z.infer<typeof hubPageFactsSchema>;
