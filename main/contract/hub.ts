import { z } from 'zod';

/** `owner/name` as the Hub spells it; nothing else may reach an address. */
export const repoIdSchema = z
  .string()
  .max(193)
  .regex(/^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/)
  .refine((id) => !id.includes('..') && !id.includes('--'))
  .brand<'RepoId'>();
export type RepoId = z.infer<typeof repoIdSchema>;

export const hubSortSchema = z.enum(['trending', 'downloads', 'likes', 'newest']);
export type HubSort = z.infer<typeof hubSortSchema>;

export const gatingSchema = z.enum(['open', 'automatic', 'manual']);

/** What a licence allows, coarsely: the plain words and conditions are in the licence table. */
export const licenceClassSchema = z.enum(['free', 'conditions', 'non-commercial', 'unknown']);
export type LicenceClass = z.infer<typeof licenceClassSchema>;

export const licenceNoteSchema = z.object({
  id: z.string(),
  class: licenceClassSchema,
  name: z.string(),
  /** One or two sentences in plain words; not legal advice. */
  summary: z.string(),
  link: z.string().nullable(),
});
export type LicenceNote = z.infer<typeof licenceNoteSchema>;

export const hubModelSummarySchema = z.object({
  id: repoIdSchema,
  downloads: z.number().nonnegative(),
  likes: z.number().nonnegative(),
  updatedAtMs: z.number(),
  gating: gatingSchema,
  task: z.string().nullable(),
  licence: licenceNoteSchema,
  architecture: z.string().nullable(),
  parameterCount: z.number().nonnegative().nullable(),
  contextLength: z.number().nonnegative().nullable(),
});
export type HubModelSummary = z.infer<typeof hubModelSummarySchema>;

export const hubFiltersSchema = z.object({
  /** Inclusive bounds, parameters; null is open. */
  minParameters: z.number().nonnegative().nullable(),
  maxParameters: z.number().nonnegative().nullable(),
  architecture: z.string().max(64).nullable(),
  task: z.string().max(64).nullable(),
  licenceClass: licenceClassSchema.nullable(),
  isOpenOnly: z.boolean(),
  isFittingOnly: z.boolean(),
});
export type HubFilters = z.infer<typeof hubFiltersSchema>;

export const hubSearchInputSchema = z.object({
  text: z.string().max(200),
  author: z.string().max(96).nullable(),
  sort: hubSortSchema,
  filters: hubFiltersSchema,
  /** From the page before; null starts. */
  cursor: z.string().max(4096).nullable(),
});
export type HubSearchInput = z.infer<typeof hubSearchInputSchema>;

export type HubSearchPage = {
  readonly models: readonly HubModelSummary[];
  readonly nextCursor: string | null;
  /** `cache` when the Hub could not be reached and an earlier answer is shown. */
  readonly source: 'hub' | 'cache';
  readonly fetchedAtMs: number;
};

/** How a repository descends from another. */
export const lineageRelationSchema = z.enum(['quantization', 'fine-tune', 'merge', 'adapter', 'unknown']);

export const hubFileKindSchema = z.enum(['model', 'projector', 'adapter', 'imatrix']);

/** One rung of the ladder: a file, or all parts of a split one. */
export const hubFileSchema = z.object({
  /** Path in the repository; of the first part when split. */
  path: z.string(),
  kind: hubFileKindSchema,
  quantization: z.string().nullable(),
  /** Made with an importance matrix, as the name says. */
  hasImatrix: z.boolean(),
  sizeBytes: z.number().nonnegative(),
  bitsPerWeight: z.number().nonnegative().nullable(),
  parts: z.array(z.object({ path: z.string(), sizeBytes: z.number(), sha256: z.string() })),
});
export type HubFile = z.infer<typeof hubFileSchema>;

/** Where a model would live on this computer. */
export const fitVerdictSchema = z.object({
  verdict: z.enum(['gpu', 'gpu-and-cpu', 'cpu', 'tight', 'too-large']),
  weightsBytes: z.number().nonnegative(),
  cacheBytes: z.number().nonnegative(),
  computeBytes: z.number().nonnegative(),
  freeMemoryBytes: z.number().nonnegative(),
  freeVideoMemoryBytes: z.number().nonnegative(),
  gpuLayers: z.number().int().nonnegative(),
  layerCount: z.number().int().nonnegative(),
  contextSize: z.number().int().positive(),
  speed: z.enum(['fast', 'comfortable', 'slow', 'crawling']),
  /** `header` was read from the file itself; `name` is a guess until it is. */
  basis: z.enum(['header', 'name']),
});
export type FitVerdict = z.infer<typeof fitVerdictSchema>;

export const hubModelPageSchema = hubModelSummarySchema.extend({
  commit: z.string(),
  card: z.string(),
  files: z.array(hubFileSchema),
  parents: z.array(
    z.object({ id: repoIdSchema, relation: lineageRelationSchema, licence: licenceNoteSchema.nullable() }),
  ),
  /** The stricter of own and parents'. */
  effectiveLicence: licenceNoteSchema,
  recommendedPath: z.string().nullable(),
  recommendation: z.string().nullable(),
});
export type HubModelPage = z.infer<typeof hubModelPageSchema>;
