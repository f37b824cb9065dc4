import type { GgmlType, LlamaContextOptions, LlamaModelOptions } from 'node-llama-cpp';
import { AppError } from '../contract/errors.ts';
import type { CacheType } from '../contract/load-settings.ts';
import type { LoadCommand } from './protocol.ts';
import type { Engine } from './start-engine.ts';

type Settings = LoadCommand['settings'];

const defaultContextSize = 8192;
const defaultBatchSize = 512;

const cacheTypeNames = {
  f16: 'F16',
  q8_0: 'Q8_0',
  q5_1: 'Q5_1',
  q5_0: 'Q5_0',
  q4_1: 'Q4_1',
  q4_0: 'Q4_0',
} as const satisfies Readonly<Record<CacheType, keyof typeof GgmlType>>;

/** Tokens the context is asked for: never shrunk here, only bounded by what the model was trained for. */
export function wantedContextSize({ settings, trainedContextLength }: LoadCommand): number {
  return Math.min(settings.contextSize ?? defaultContextSize, trainedContextLength);
}

/**
 * Combinations that cannot work whatever the model, before anything is read.
 * @throws AppError `settings-invalid`.
 */
export function assertSettings(settings: Settings, engine: Pick<Engine, 'llama'>): void {
  if (settings.valueCacheType !== 'f16' && settings.flashAttention === false) {
    throw new AppError('settings-invalid', { field: 'valueCacheType', value: settings.valueCacheType });
  }
  if (settings.locksMemory && !engine.llama.supportsMlock) {
    throw new AppError('settings-invalid', { field: 'locksMemory', value: 'true' });
  }
}

/** The app has weighed memory before: the binding's own guesses about it must neither refuse nor shrink. */
export function modelOptions(
  command: LoadCommand,
  engine: Pick<Engine, 'backend'>,
): Omit<LlamaModelOptions, 'modelPath'> {
  const { settings } = command;
  return {
    gpuLayers: chooseLayers(settings.gpuLayers, engine, wantedContextSize(command)),
    useMmap: settings.usesMemoryMap,
    useMlock: settings.locksMemory,
    checkTensors: command.isTensorCheckOn,
    ignoreMemorySafetyChecks: true,
    // Automatic layers are counted for a context of these types.
    experimentalDefaultContextKvCacheKeyType: cacheTypeNames[settings.keyCacheType],
    experimentalDefaultContextKvCacheValueType: cacheTypeNames[settings.valueCacheType],
    ...(settings.flashAttention === null ? {} : { defaultContextFlashAttention: settings.flashAttention }),
  };
}

function chooseLayers(
  wanted: Settings['gpuLayers'],
  { backend }: Pick<Engine, 'backend'>,
  contextSize: number,
): NonNullable<LlamaModelOptions['gpuLayers']> {
  if (backend === 'cpu') return 0;
  return wanted ?? { fitContext: { contextSize } };
}

export function contextOptions(command: LoadCommand, engine: Pick<Engine, 'threads'>): LlamaContextOptions {
  const { adapters, keyCacheType, valueCacheType } = command.settings;
  return {
    ...draftContextOptions(command, engine),
    experimentalKvCacheKeyType: cacheTypeNames[keyCacheType],
    experimentalKvCacheValueType: cacheTypeNames[valueCacheType],
    ...(adapters.length === 0 ? {} : { lora: { adapters: adapters.map(toAdapter) } }),
  };
}

function toAdapter({ path, scale }: Settings['adapters'][number]): { filePath: string; scale: number } {
  return { filePath: path, scale };
}

/** On the card when it fits beside the large model; its cache keeps the plain types, whose cost is small here. */
export function draftModelOptions(
  command: LoadCommand,
  engine: Pick<Engine, 'backend'>,
): Omit<LlamaModelOptions, 'modelPath'> {
  const { settings } = command;
  const wanted = settings.gpuLayers === 0 ? 0 : null;
  return {
    gpuLayers: chooseLayers(wanted, engine, wantedContextSize(command)),
    useMmap: settings.usesMemoryMap,
    useMlock: settings.locksMemory,
    ignoreMemorySafetyChecks: true,
  };
}

export function draftContextOptions(command: LoadCommand, engine: Pick<Engine, 'threads'>): LlamaContextOptions {
  const { settings } = command;
  const contextSize = wantedContextSize(command);
  return {
    contextSize,
    sequences: command.sequences,
    batchSize: Math.min(settings.batchSize ?? defaultBatchSize, contextSize),
    threads: engine.threads.ceiling,
    failedCreationRemedy: false,
    ignoreMemorySafetyChecks: true,
    ...(settings.flashAttention === null ? {} : { flashAttention: settings.flashAttention }),
  };
}
