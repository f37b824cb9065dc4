import { z } from 'zod';
import { adapterIdSchema, loadPresetIdSchema, modelIdSchema } from './ids.ts';

/** Formats llama.cpp can keep keys and values of the context in. Values need flash attention unless they are `f16`. */
export const cacheTypes = ['f16', 'q8_0', 'q5_1', 'q5_0', 'q4_1', 'q4_0'] as const;
export const cacheTypeSchema = z.enum(cacheTypes);
export type CacheType = z.infer<typeof cacheTypeSchema>;

export const backendChoiceSchema = z.enum(['auto', 'cuda', 'vulkan', 'metal', 'cpu']);
export type BackendChoice = z.infer<typeof backendChoiceSchema>;

/** Bounds of what a person may ask for; far wider than what makes sense, narrower than what breaks the engine. */
export const loadLimits = {
  contextSize: { least: 128, most: 16_777_216 },
  gpuLayers: { least: 0, most: 1024 },
  threads: { least: 1, most: 512 },
  batchSize: { least: 32, most: 8192 },
  adapters: 8,
  adapterScale: { least: -10, most: 10 },
  chatTemplateLength: 200_000,
  idleUnloadMinutes: { least: 0, most: 1440 },
  sequences: { least: 1, most: 8 },
} as const;

const auto = z.literal('auto');
const bounded = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.number().int().min(least).max(most);

/** An adapter that is put on a model, and how strongly: 1 is as trained, 0 is not at all. */
export const adapterUseSchema = z.object({
  adapterId: adapterIdSchema,
  scale: z.number().min(loadLimits.adapterScale.least).max(loadLimits.adapterScale.most),
});
export type AdapterUse = z.infer<typeof adapterUseSchema>;

/** How a person wants a model to be loaded. `auto` is decided at each load, from what is free then. */
export const loadSettingsSchema = z.object({
  backend: backendChoiceSchema,
  /** Layers on the graphics card, the output layer counted as one; `max` is all of them, whatever is free. */
  gpuLayers: z.union([auto, z.literal('max'), bounded(loadLimits.gpuLayers)]),
  /** Tokens the model can see at once; `auto` is the trained length, at most 8,192. */
  contextSize: z.union([auto, bounded(loadLimits.contextSize)]),
  threads: z.union([auto, bounded(loadLimits.threads)]),
  /** Prompt tokens evaluated in one pass; `auto` is 512. */
  batchSize: z.union([auto, bounded(loadLimits.batchSize)]),
  flashAttention: z.enum(['auto', 'on', 'off']),
  keyCacheType: cacheTypeSchema,
  valueCacheType: cacheTypeSchema,
  /**
   * Weights are read from the file as they are needed, and their memory can be taken back by the system. Where the
   * processor keeps most of them in a layout of its own, they are read all the same: else they would be there twice.
   */
  usesMemoryMap: z.boolean(),
  /** Weights may not be swapped out. */
  locksMemory: z.boolean(),
  adapters: z.array(adapterUseSchema).max(loadLimits.adapters),
  /** Takes the place of the file's own template; null uses the file's. */
  chatTemplate: z.string().min(1).max(loadLimits.chatTemplateLength).nullable(),
  /** A small model of the same vocabulary that guesses ahead (speculative decoding); null is off. */
  draftModelId: modelIdSchema.nullable(),
  /** Not ended to make room or for being idle. */
  keepsLoaded: z.boolean(),
  /** Minutes without a reply after which it is unloaded; null follows the app's setting, 0 never. */
  idleUnloadMinutes: bounded(loadLimits.idleUnloadMinutes).nullable(),
});
export type LoadSettings = z.infer<typeof loadSettingsSchema>;

/** Good for nearly every model and computer. */
export const defaultLoadSettings: LoadSettings = {
  backend: 'auto',
  gpuLayers: 'auto',
  contextSize: 'auto',
  threads: 'auto',
  batchSize: 'auto',
  flashAttention: 'auto',
  keyCacheType: 'f16',
  valueCacheType: 'f16',
  usesMemoryMap: true,
  locksMemory: false,
  adapters: [],
  chatTemplate: null,
  draftModelId: null,
  keepsLoaded: false,
  idleUnloadMinutes: null,
};

/** Load settings under a name, to be used with any model. Adapters, template and draft belong to one model and stay out. */
export const presetSettingsSchema = loadSettingsSchema.omit({ adapters: true, chatTemplate: true, draftModelId: true });
export const loadPresetSchema = z.object({
  id: loadPresetIdSchema,
  name: z.string().trim().min(1).max(80),
  settings: presetSettingsSchema,
  createdAtMs: z.number(),
});
export type LoadPreset = z.infer<typeof loadPresetSchema>;

/** One step to safer settings. */
export type SettingsChange = {
  readonly field: keyof LoadSettings;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
};
/** Settings that ask less of the computer, after a crash; no changes when there is nothing left to try. */
export type SaferSettings = { readonly settings: LoadSettings; readonly changes: readonly SettingsChange[] };

export type LoadSettingsEvent =
  | {
      readonly type: 'snapshot';
      /** By model id; a model that is not there has the default settings. */
      readonly settings: Readonly<Record<string, LoadSettings>>;
      readonly presets: readonly LoadPreset[];
    }
  | { readonly type: 'settings-changed'; readonly modelId: string; readonly settings: LoadSettings }
  | { readonly type: 'presets-changed'; readonly presets: readonly LoadPreset[] };
