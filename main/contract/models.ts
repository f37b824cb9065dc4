import { z } from 'zod';
import { appErrorDataSchema } from './errors.ts';
import { modelIdSchema } from './ids.ts';

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
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;

/** A model file on this computer that passed the header reader and the probe. */
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
});
export type Model = z.infer<typeof modelSchema>;

export const gpuBackendSchema = z.enum(['cuda', 'vulkan', 'metal', 'cpu']);

/** What a loaded model really got. */
export const loadedModelInfoSchema = z.object({
  backend: gpuBackendSchema,
  gpuLayers: z.number().int().nonnegative(),
  contextSize: z.number().int().positive(),
  threads: z.number().int().positive(),
  /** The chat wrapper that turns a conversation into the prompt. */
  chatWrapper: z.string(),
  loadMs: z.number().nonnegative(),
});
export type LoadedModelInfo = z.infer<typeof loadedModelInfoSchema>;

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
  z.object({ state: z.literal('failed'), error: appErrorDataSchema }),
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
  | { readonly type: 'model-changed'; readonly model: Model }
  | { readonly type: 'model-removed'; readonly modelId: Model['id'] }
  | { readonly type: 'runtime-changed'; readonly modelId: Model['id']; readonly runtime: ModelRuntime }
  | { readonly type: 'imports-changed'; readonly imports: readonly ModelImport[] };
