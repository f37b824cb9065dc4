import { z } from 'zod';

/** `owner/name` as the Hub spells it; nothing else may reach an address. */
export const repoIdSchema = z
  .string()
  .max(193)
  .regex(/^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/)
  .refine((id) => !id.includes('..') && !id.includes('--'))
  .brand<'RepoId'>();
export type RepoId = z.infer<typeof repoIdSchema>;

/** A full git commit: what everything on a page belongs to. */
export const commitSchema = z
  .string()
  .regex(/^[0-9a-f]{40}$/)
  .brand<'Commit'>();
export type Commit = z.infer<typeof commitSchema>;

/** A path inside a repository, as the Hub spells it: relative, no empty steps, no `..`, no control characters. */
export const repoPathSchema = z
  .string()
  .min(1)
  .max(1024)
  .refine((path) => path.split('/').every((step) => step !== '' && step !== '.' && step !== '..'))
  .refine((path) => !/[\p{Cc}\\]/u.test(path));

/** Where the Hub is: `https://host`, or plain http on this computer itself. Becomes an origin without a path. */
export const hubAddressSchema = z
  .string()
  .trim()
  .max(300)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isLoopback = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
    const isSecure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback);
    const isBare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '';
    if (url !== null && isSecure && isBare && url.username === '' && url.password === '') return url.origin;
    context.addIssue({ code: 'custom', message: 'an address like https://huggingface.co is wanted' });
    return z.NEVER;
  });

export const hubSortSchema = z.enum(['trending', 'downloads', 'likes', 'newest']);
export type HubSort = z.infer<typeof hubSortSchema>;

/** `automatic`: conditions are accepted on the page and access follows at once; `manual`: the authors decide. */
export const gatingSchema = z.enum(['open', 'automatic', 'manual']);

/** What a licence allows, coarsely: the plain words and conditions are in the licence table. */
export const licenceClassSchema = z.enum(['free', 'conditions', 'non-commercial', 'unknown']);
export type LicenceClass = z.infer<typeof licenceClassSchema>;

export const licenceNoteSchema = z.object({
  /** The Hub's identifier; `none` when the repository names no licence. */
  id: z.string(),
  class: licenceClassSchema,
  name: z.string(),
  /** One or two sentences in plain words; not legal advice. */
  summary: z.string(),
  /** The licence's own text; `https:` or null. */
  link: z.string().nullable(),
});
export type LicenceNote = z.infer<typeof licenceNoteSchema>;

/** Where a model would run on this computer, best first. */
export const fitSchema = z.enum(['gpu', 'gpu-and-cpu', 'cpu', 'tight', 'too-large']);
export type Fit = z.infer<typeof fitSchema>;

export const hubModelSummarySchema = z.object({
  id: repoIdSchema,
  downloads: z.number().nonnegative(),
  likes: z.number().nonnegative(),
  updatedAtMs: z.number(),
  gating: gatingSchema,
  task: z.string().nullable(),
  licence: licenceNoteSchema,
  architecture: z.string().nullable(),
  /** Id from the families table; null when the architecture belongs to none of them. */
  family: z.string().nullable(),
  parameterCount: z.number().nonnegative().nullable(),
  contextLength: z.number().nonnegative().nullable(),
  /** Whether this app's runtime knows the architecture; null when the Hub names none. */
  isRunnable: z.boolean().nullable(),
  /** A guess from the number of parameters at about 4.9 bits each; the ladder knows better. */
  fitGuess: fitSchema.nullable(),
});
export type HubModelSummary = z.infer<typeof hubModelSummarySchema>;

export const hubFiltersSchema = z.object({
  /** Inclusive bounds, parameters; null is open. */
  minParameters: z.number().nonnegative().nullable(),
  maxParameters: z.number().nonnegative().nullable(),
  /** Id from the families table. */
  family: z.string().max(64).nullable(),
  /** The Hub's task, such as `text-generation`. */
  task: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .nullable(),
  licenceClass: licenceClassSchema.nullable(),
  isOpenOnly: z.boolean(),
  isFittingOnly: z.boolean(),
});
export type HubFilters = z.infer<typeof hubFiltersSchema>;

const authorSchema = z.string().regex(/^[A-Za-z0-9][\w.-]{0,95}$/);
/** From the page before; null starts. */
const cursorSchema = z.string().min(1).max(4096).nullable();

export const hubSearchInputSchema = z.object({
  text: z.string().trim().max(200),
  author: authorSchema.nullable(),
  sort: hubSortSchema,
  filters: hubFiltersSchema,
  cursor: cursorSchema,
});
export type HubSearchInput = z.infer<typeof hubSearchInputSchema>;

/** Where an answer came from: `cache` when the Hub could not be reached and an earlier one is shown. */
export type HubSource = { readonly source: 'hub' | 'cache'; readonly fetchedAtMs: number };

export type HubSearchPage = HubSource & {
  /** May be short or empty although more pages follow: some filters are applied here. */
  readonly models: readonly HubModelSummary[];
  readonly nextCursor: string | null;
};

/** How a repository descends from another. */
export const lineageRelationSchema = z.enum(['quantization', 'fine-tune', 'merge', 'adapter', 'unknown']);
export type LineageRelation = z.infer<typeof lineageRelationSchema>;

export const derivativesInputSchema = z.object({
  repo: repoIdSchema,
  relation: lineageRelationSchema.exclude(['unknown']),
  cursor: cursorSchema,
});
export type DerivativesInput = z.infer<typeof derivativesInputSchema>;

export const hubFileKindSchema = z.enum(['model', 'projector', 'adapter', 'imatrix']);
export type HubFileKind = z.infer<typeof hubFileKindSchema>;

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
  /** Null when the Hub publishes no checksum: then it cannot be downloaded. */
  parts: z.array(z.object({ path: z.string(), sizeBytes: z.number(), sha256: z.string().nullable() })),
  /** False when parts of a split file are not in the repository. */
  isComplete: z.boolean(),
});
export type HubFile = z.infer<typeof hubFileSchema>;

/** Where a model would live on this computer, and how fast it would write. */
export const fitVerdictSchema = z.object({
  verdict: fitSchema,
  weightsBytes: z.number().nonnegative(),
  /** Keys and values of the whole context, and the state of recurrent layers. */
  cacheBytes: z.number().nonnegative(),
  computeBytes: z.number().nonnegative(),
  /** All of it, with the process itself. */
  neededBytes: z.number().nonnegative(),
  freeMemoryBytes: z.number().nonnegative(),
  freeVideoMemoryBytes: z.number().nonnegative(),
  /** The output layer counts as one, as in llama.cpp. */
  gpuLayers: z.number().int().nonnegative(),
  layerCount: z.number().int().nonnegative(),
  contextSize: z.number().int().positive(),
  /** The longest context the model was trained for. */
  trainedContextLength: z.number().int().positive(),
  /** More than 20, 8 and 2 tokens a second; a person reads about 5. */
  speed: z.enum(['fast', 'comfortable', 'slow', 'crawling']),
  tokensPerSecond: z.number().nonnegative(),
  /** `header`: this file's own header; `sibling`: another quantization's header and this file's size. */
  basis: z.enum(['header', 'sibling']),
});
export type FitVerdict = z.infer<typeof fitVerdictSchema>;

/** Why a rung is the one to take. */
export const recommendationReasonSchema = z.enum([
  'best-on-gpu', // the best quality that runs on the graphics card alone
  'best-that-fits', // the best quality that fits with room to spare
  'better-gains-little', // larger ones fit too, but nobody would notice
  'only-small-fits', // less quality than is good, but nothing larger fits
  'fits-tightly', // fits only when little else is open
]);
export type RecommendationReason = z.infer<typeof recommendationReasonSchema>;
export type Recommendation = { readonly path: string; readonly reason: RecommendationReason };

const contextSizeSchema = z.number().int().min(512).max(16_777_216);

export const fitInputSchema = z.object({
  repo: repoIdSchema,
  commit: commitSchema,
  path: repoPathSchema,
  contextSize: contextSizeSchema,
});
export type FitInput = z.infer<typeof fitInputSchema>;

export const ladderInputSchema = fitInputSchema.omit({ path: true });
export type LadderInput = z.infer<typeof ladderInputSchema>;

/** The verdict on every model file of a repository. Files whose header makes no sense carry no verdict. */
export type HubLadder = {
  readonly verdicts: Readonly<Record<string, FitVerdict>>;
  /** Null when nothing fits. */
  readonly recommendation: Recommendation | null;
};

export type HubParent = {
  readonly id: RepoId;
  readonly relation: LineageRelation;
  /** Null when the parent could not be asked, or is private or gone. */
  readonly licence: LicenceNote | null;
};

export type HubModelPage = HubSource &
  HubModelSummary & {
    readonly commit: Commit;
    /** Markdown without its front matter, as its authors wrote it: hostile until rendered safely. */
    readonly card: string;
    readonly isCardCut: boolean;
    readonly files: readonly HubFile[];
    readonly parents: readonly HubParent[];
    /** The stricter of own and parents'. */
    readonly effectiveLicence: LicenceNote;
    /** The page on the Hub, where conditions are accepted. */
    readonly webAddress: string;
  };

export const repoInputSchema = z.object({ repo: repoIdSchema });

export const curatedModelSchema = z.object({
  id: repoIdSchema,
  tier: z.enum(['small', 'mid', 'large']),
  why: z.string(),
});
export type CuratedModel = z.infer<typeof curatedModelSchema>;

export type ModelFamily = { readonly id: string; readonly name: string };

/** `system`: encrypted by the system's keychain; `file`: plain text only this account may read; `memory`: until the app ends. */
export const secretProtectionSchema = z.enum(['system', 'file', 'memory']);
export type SecretProtection = z.infer<typeof secretProtectionSchema>;

export const setTokenInputSchema = z.object({
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{8,512}$/),
});

/** The token itself never leaves the app. */
export type HubAccount = {
  /** How a token is, or would be, kept here. */
  readonly protection: SecretProtection;
  /** Null without a token. `isForThisHub` is false after the Hub's address changed: then it is not sent. */
  readonly user: { readonly name: string; readonly isForThisHub: boolean } | null;
};

export type HubAddress = { readonly address: string; readonly isDefault: boolean };
export const setHubAddressInputSchema = z.object({ address: hubAddressSchema.nullable() });

/** Something outside asked for a model's page. */
export type HubOpenRequest = { readonly repo: RepoId; readonly file: string | null };
