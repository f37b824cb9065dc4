import type { ModelId } from '../../main/contract/ids.ts';
import type { FreeMemory, LoadPlan } from '../../main/contract/load-plan.ts';
import type { LoadedModelInfo } from '../../main/contract/models.ts';
import type { LoadRequest, RunnerSettings } from '../../main/core/ports/runner-pool.ts';

/** Everything automatic. */
export const automaticSettings: RunnerSettings = {
  backend: null,
  gpuLayers: null,
  contextSize: null,
  threads: null,
  batchSize: null,
  flashAttention: null,
  keyCacheType: 'f16',
  valueCacheType: 'f16',
  usesMemoryMap: true,
  locksMemory: false,
  adapters: [],
  chatTemplate: null,
  draftPath: null,
};

/** A plan that needs so many bytes of main memory and fits where they are free. */
export function planOf(neededBytes: number, free: FreeMemory, contextSize = 4096): LoadPlan {
  return {
    memoryBytes: neededBytes,
    videoMemoryBytes: 0,
    parts: {
      weightsBytes: neededBytes,
      cacheBytes: 0,
      computeBytes: 0,
      processBytes: 0,
      adaptersBytes: 0,
      draftBytes: 0,
    },
    correction: 1,
    correctionLoads: 0,
    free,
    verdict: neededBytes <= free.memoryBytes ? 'fits' : 'too-large',
    contextSize,
    gpuLayers: 0,
    layerCount: 1,
    fittingContextSize: null,
    unloadsIds: [],
  };
}

export type RequestOptions = Partial<Omit<LoadRequest, 'settings'>> & { readonly settings?: Partial<RunnerSettings> };

/** A request as the app would make it, for a file of a test. */
export function loadRequestOf(modelPath: string, sizeBytes: number, more: RequestOptions = {}): LoadRequest {
  return {
    modelId: 'model-1' as ModelId,
    modelPath,
    sizeBytes,
    trainedContextLength: 4096,
    plan: (free) => planOf(Math.round(sizeBytes * 1.12 + 200_000_000), free),
    isInsisted: false,
    keepsLoaded: false,
    idleUnloadMinutes: null,
    ...more,
    settings: { ...automaticSettings, ...more.settings },
  };
}

/** What a runner may say of a loaded model. */
export const loadedInfo: LoadedModelInfo = {
  backend: 'cpu',
  gpuLayers: 0,
  contextSize: 512,
  sequences: 1,
  threads: 1,
  loadMs: 1,
  layerCount: 1,
  batchSize: 512,
  hasFlashAttention: true,
  keyCacheType: 'f16',
  valueCacheType: 'f16',
  cpuReason: 'no-backend',
  template: {
    source: 'none',
    renderer: 'wrapper',
    wrapper: 'None',
    isWrapperFaithful: null,
    problem: null,
    reasoning: null,
    takesSystemRole: true,
    takesTools: false,
    takesThinkingSwitch: false,
    takesEffort: false,
  },
  adapterCount: 0,
  isMemoryLocked: false,
  hasDraft: false,
  engineMemory: { memoryBytes: 1, videoMemoryBytes: 0 },
};

/** A runner's greeting without a graphics card. */
export const readyFacts = {
  engineVersion: '0.0.0',
  llamaCppVersion: 'b0',
  backend: 'cpu',
  problem: 'none',
  detail: null,
  devices: [],
  processorFeatures: [],
  freeVideoMemoryBytes: 0,
  totalVideoMemoryBytes: 0,
} as const;
