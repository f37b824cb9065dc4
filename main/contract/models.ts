import { z } from 'zod';
import { samplingSchema } from './chat-settings.ts';
import { appErrorDataSchema } from './errors.ts';
import { modelIdSchema } from './ids.ts';
import { cacheTypeSchema } from './load-settings.ts';
import { templateTruthSchema } from './prompt.ts';

/** What a GGUF header says of a model, after every bound was checked. Counts are plain integers, sizes are bytes. */
export const modelFactsSchema = z.object({
  /** `general.name`, else the file's name without its extension. */
  name: z.string(),
  architecture: z.string(),
  /** Sum of all tensors' elements, over all parts of a split file that are on disk. */
  parameterCount: z.number().int().nonnegative(),
  /** The llama.cpp file type in its usual spelling (`Q4_K_M`), or the most common weight type when the key is absent. */
  quantization: z.string(),
  bitsPerWeight: z.number().nonnegative(),
  /** Trained context length, tokens. */
  contextLength: z.number().int().positive(),
  blockCount: z.number().int().positive(),
  embeddingLength: z.number().int().positive(),
  /** Attention heads, the most in any layer; 0 for a model without attention (Mamba, RWKV). */
  headCount: z.number().int().nonnegative(),
  headCountKv: z.number().int().nonnegative(),
  vocabularySize: z.number().int().positive(),
  /** `tokenizer.ggml.model`: `llama`, `gpt2`, `bert` … */
  tokenizer: z.string(),
  hasChatTemplate: z.boolean(),
  licence: z.object({ id: z.string(), name: z.string().nullable(), link: z.string().nullable() }).nullable(),
  /** Null for a single file; `partPaths` are absolute, in order, all present. */
  split: z.object({ count: z.number().int().positive(), partPaths: z.array(z.string()) }).nullable(),
  /** How its publisher recommends to choose tokens (`general.sampling.*`); absent when the file does not say. */
  recommendedSampling: samplingSchema.partial().optional(),
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;

/** Where a downloaded model came from: enough to find its page and its very bytes again. */
export const modelSourceSchema = z.object({ repo: z.string(), commit: z.string(), path: z.string() });
export type ModelSource = z.infer<typeof modelSourceSchema>;

/**
 * Where a file lives: `store` is our own models folder, `brought` a place of the person's own, the others are folders of
 * other apps, which are only ever read.
 */
export const modelHomeSchema = z.enum(['store', 'brought', 'huggingface', 'lm-studio', 'jan', 'ollama', 'folder']);
export type ModelHome = z.infer<typeof modelHomeSchema>;

/** What is known of a file's bytes. */
export const fileCheckSchema = z.object({
  /**
   * `published`: they have the checksum their publisher gave; `recorded`: nobody published one, so this was kept to
   * compare with later; `changed`: they differ from what was published or recorded before.
   */
  result: z.enum(['published', 'recorded', 'changed']),
  /** Of each part, in order. */
  sha256: z.array(z.string()),
  checkedAtMs: z.number(),
});
export type FileCheck = z.infer<typeof fileCheckSchema>;

/** A model that crashed twice in the same phase is not loaded again until the person insists. */
export const quarantineSchema = z.object({ phase: z.string(), cause: z.string(), sinceMs: z.number() });
export type Quarantine = z.infer<typeof quarantineSchema>;

/** A model file on this computer that passed the header reader. */
export const modelSchema = z.object({
  id: modelIdSchema,
  path: z.string(),
  /** All parts together. */
  sizeBytes: z.number().int().nonnegative(),
  modifiedAtMs: z.number(),
  facts: modelFactsSchema,
  addedAtMs: z.number(),
  lastUsedAtMs: z.number().nullable(),
  isMissing: z.boolean(),
  /** Size or time differ from what was judged: it is judged again before the next load. */
  isChanged: z.boolean(),
  /** Null for a file that was brought from disk. */
  source: modelSourceSchema.nullable(),
  home: modelHomeSchema,
  /** A name such as `Llama` or `Qwen`; null when it is none we know. */
  family: z.string().nullable(),
  /** Null: never computed. */
  check: fileCheckSchema.nullable(),
  /** Whether a probe process has loaded these very bytes once; an untried model is tried before its first load. */
  isTried: z.boolean(),
  quarantine: quarantineSchema.nullable(),
});
export type Model = z.infer<typeof modelSchema>;

export const gpuBackendSchema = z.enum(['cuda', 'vulkan', 'metal', 'cpu']);
export type GpuBackend = z.infer<typeof gpuBackendSchema>;

/** Why a model computes on the processor alone: never silently. */
export const cpuReasonSchema = z.enum([
  'chosen', // the settings say so
  'no-backend', // no graphics backend works here
  'no-room', // no layer fits on the card
  'card-lost', // the card went away; it was loaded again without it
]);
export type CpuReason = z.infer<typeof cpuReasonSchema>;

/** What a loaded model really got. */
export const loadedModelInfoSchema = z.object({
  backend: gpuBackendSchema,
  gpuLayers: z.number().int().nonnegative(),
  /** Tokens of each sequence. */
  contextSize: z.number().int().positive(),
  /** Replies that can be written at once, each with a state of its own. */
  sequences: z.number().int().positive(),
  threads: z.number().int().positive(),
  loadMs: z.number().nonnegative(),
  /** Layers that could be on a card, the output layer counted as one. */
  layerCount: z.number().int().positive(),
  batchSize: z.number().int().positive(),
  hasFlashAttention: z.boolean(),
  keyCacheType: cacheTypeSchema,
  valueCacheType: cacheTypeSchema,
  /** Why no graphics card computes; null when one does. */
  cpuReason: cpuReasonSchema.nullable(),
  template: templateTruthSchema,
  adapterCount: z.number().int().nonnegative(),
  /** Whether locking was asked for and the system allowed it; most systems bound how much a program may lock. */
  isMemoryLocked: z.boolean(),
  hasDraft: z.boolean(),
  /** What the engine says it took, bytes: in main memory and on cards; weights, context and compute buffers. */
  engineMemory: z.object({ memoryBytes: z.number().nonnegative(), videoMemoryBytes: z.number().nonnegative() }),
});
export type LoadedModelInfo = z.infer<typeof loadedModelInfoSchema>;

/** How a runner ended that nobody asked to end. */
export const crashReportSchema = z.object({
  /** Signal name, Windows status or exit code; `stalled`: it made no progress; `broken`: it could not go on, by its own account. */
  cause: z.string(),
  phase: z.string(),
  /** `certain`: the engine or the system said so; `likely`: killed from outside while memory was short. */
  outOfMemory: z.enum(['certain', 'likely', 'no']),
  /** What it wrote last, without folders, oldest first; at most 20 lines. */
  lastLines: z.array(z.string()),
  crashedAtMs: z.number(),
});
export type CrashReport = z.infer<typeof crashReportSchema>;

/**
 * A model's runner.
 *
 *   unloaded ──load──▶ loading ──▶ ready ◀──▶ generating
 *      ▲                  │          │            │
 *      ├──────────────────┴─ failed ◀┴────────────┘
 *      └── unload, idle time-out (from ready)
 */
export const modelRuntimeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unloaded') }),
  z.object({ state: z.literal('loading'), fraction: z.number().min(0).max(1) }),
  z.object({ state: z.literal('ready'), info: loadedModelInfoSchema, memoryBytes: z.number().nonnegative() }),
  z.object({ state: z.literal('generating'), info: loadedModelInfoSchema, memoryBytes: z.number().nonnegative() }),
  z.object({ state: z.literal('failed'), error: appErrorDataSchema, crash: crashReportSchema.nullable() }),
]);
export type ModelRuntime = z.infer<typeof modelRuntimeSchema>;

/** An import under way: the header is read, then a probe process loads the file once. */
export const modelImportSchema = z.object({ path: z.string(), step: z.enum(['reading-header', 'trial-load']) });
export type ModelImport = z.infer<typeof modelImportSchema>;

export const importModelInputSchema = z.object({ path: z.string().min(1).max(32_768) });

export type ModelsEvent =
  | {
      readonly type: 'snapshot';
      readonly models: readonly Model[];
      readonly runtimes: Readonly<Record<string, ModelRuntime>>;
      readonly imports: readonly ModelImport[];
    }
  /** Added or changed: all of one go together. */
  | { readonly type: 'models-changed'; readonly models: readonly Model[] }
  | { readonly type: 'models-removed'; readonly modelIds: readonly Model['id'][] }
  | { readonly type: 'runtime-changed'; readonly modelId: Model['id']; readonly runtime: ModelRuntime }
  | { readonly type: 'imports-changed'; readonly imports: readonly ModelImport[] }
  /** A runner was ended and loaded again without being asked: after sleep, or when the card's driver went away. */
  | {
      readonly type: 'runner-reloaded';
      readonly modelId: Model['id'];
      readonly reason: 'resumed' | 'driver-lost';
      readonly error: z.infer<typeof appErrorDataSchema> | null;
    };
