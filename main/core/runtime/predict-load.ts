import type { FreeMemory, LoadPlan, MemoryParts } from '../../contract/load-plan.ts';
import type { LoadSettings } from '../../contract/load-settings.ts';
import type { ModelShape } from '../../contract/model-shape.ts';
import type { ModelId } from '../../contract/ids.ts';
import type { MeasuredMemory } from '../ports/runner-pool.ts';
import { usualContext, type ContextUse } from '../hub/fit/context-memory.ts';
import { layersOnCard, roomyShare } from '../hub/fit/layers-on-card.ts';
import { isBetterRead, modelMemory, type Placement } from '../hub/fit/model-memory.ts';

/** What earlier loads taught: measured ÷ predicted, and how many loads stand behind it. */
export type Correction = { readonly factor: number; readonly loads: number };
export const noCorrection: Correction = { factor: 1, loads: 0 };

/** What this computer is, as far as memory depends on it. */
export type MachineTraits = {
  /** The graphics processor works in main memory. */
  readonly isUnified: boolean;
  /** Tensor types this processor gets in its own layout. */
  readonly repackedTypes: ReadonlySet<string>;
};

export type Reclaimable = { readonly modelId: ModelId; readonly memory: MeasuredMemory };

export type LoadQuestion = {
  readonly shape: ModelShape;
  readonly settings: LoadSettings;
  /** Replies that can be written at once; 1 when absent. */
  readonly sequences?: number;
  /** Files of adapters. */
  readonly adaptersBytes: number;
  /** The draft model; null without one. */
  readonly draft: ModelShape | null;
  readonly machine: MachineTraits;
  readonly correction: Correction;
  readonly free: FreeMemory;
  /** What idle models would give back, the one used longest ago first. */
  readonly reclaimable: readonly Reclaimable[];
};

/** The trained length, but no more than this, when nobody chooses. */
export const usualContextSize = 8192;
const smallestContextStep = 512;

/**
 * What a load would take, get and push aside, with these settings and what is free now. The verdict counts what idle
 * models would give back when only that makes it fit.
 */
export function predictLoad(question: LoadQuestion): LoadPlan {
  const everything = question.reclaimable.length;
  for (let unloads = 0; unloads <= everything; unloads += 1) {
    const need = needOf(question, chosenContextSize(question), unloads);
    if (need.verdict !== 'too-large') return toPlan(question, need, unloads, null);
  }
  const need = needOf(question, chosenContextSize(question), everything);
  return toPlan(question, need, 0, fittingContextSize(question));
}

/** Where everything goes once the model is loaded, with the context filled so far. */
export function predictParts(question: LoadQuestion, gpuLayers: number, filledTokens?: number): MemoryParts {
  const placement = { ...placementOf(question, chosenContextSize(question), gpuLayers), filledTokens };
  return partsOf(question, modelMemory(placement)).parts;
}

type Need = {
  readonly parts: MemoryParts;
  readonly memoryBytes: number;
  readonly videoMemoryBytes: number;
  readonly gpuLayers: number;
  readonly contextSize: number;
  readonly verdict: LoadPlan['verdict'];
};

function needOf(question: LoadQuestion, contextSize: number, unloads: number): Need {
  const { shape, settings, correction } = question;
  const free = freeAfter(question, unloads);
  const layers = chosenLayers(question, contextSize, free);
  const { parts, memoryBytes, videoMemoryBytes } = partsOf(
    question,
    modelMemory(placementOf(question, contextSize, layers)),
    layers > shape.layers.length,
  );
  const corrected = {
    memoryBytes: Math.round(memoryBytes * correction.factor),
    videoMemoryBytes: Math.round(videoMemoryBytes * correction.factor),
  };
  const isVideoChosen = settings.gpuLayers !== 'auto' && videoMemoryBytes > 0;
  return { parts, ...corrected, gpuLayers: layers, contextSize, verdict: judge(corrected, free, isVideoChosen) };
}

/** Automatic layers fill a card as far as is good for it: only a person's own number can be too many. */
function judge(need: FreeMemory, free: FreeMemory, isVideoChosen: boolean): LoadPlan['verdict'] {
  if (need.memoryBytes > free.memoryBytes) return 'too-large';
  if (isVideoChosen && need.videoMemoryBytes > free.videoMemoryBytes) return 'too-large';
  const isVideoTight = isVideoChosen && need.videoMemoryBytes > free.videoMemoryBytes * roomyShare;
  return isVideoTight || need.memoryBytes > free.memoryBytes * roomyShare ? 'tight' : 'fits';
}

function freeAfter({ free, reclaimable }: LoadQuestion, unloads: number): FreeMemory {
  return reclaimable.slice(0, unloads).reduce(
    (sum, { memory }) => ({
      memoryBytes: sum.memoryBytes + memory.residentBytes,
      videoMemoryBytes: sum.videoMemoryBytes + memory.videoMemoryBytes,
    }),
    free,
  );
}

function chosenContextSize({ shape, settings }: LoadQuestion): number {
  const asked = settings.contextSize === 'auto' ? usualContextSize : settings.contextSize;
  return Math.min(asked, shape.trainedContextLength);
}

function contextUse({ settings, sequences }: LoadQuestion, contextSize: number): ContextUse {
  const usual = usualContext(contextSize);
  return {
    contextSize,
    sequences: sequences ?? 1,
    batchSize: settings.batchSize === 'auto' ? usual.batchSize : settings.batchSize,
    keyCacheType: settings.keyCacheType,
    valueCacheType: settings.valueCacheType,
    hasFlashAttention: settings.flashAttention !== 'off',
  };
}

function chosenLayers(question: LoadQuestion, contextSize: number, free: FreeMemory): number {
  const { shape, settings } = question;
  const all = shape.layers.length + 1;
  if (isProcessorOnly(question)) return 0;
  if (settings.gpuLayers === 'max') return all;
  if (settings.gpuLayers !== 'auto') return Math.min(settings.gpuLayers, all);
  if (question.machine.isUnified) return all;
  return layersOnCard(shape, contextUse(question, contextSize), free.videoMemoryBytes / question.correction.factor);
}

/** Whether no graphics backend would be started: chosen, or there is none. */
export function isProcessorOnly({ settings, machine, free }: Omit<LoadQuestion, 'reclaimable'>): boolean {
  return settings.backend === 'cpu' || (!machine.isUnified && free.videoMemoryBytes === 0);
}

function placementOf(question: LoadQuestion, contextSize: number, gpuLayers: number): Placement {
  const { shape, settings, machine } = question;
  const kind = { shape, isProcessorOnly: isProcessorOnly(question), repackedTypes: machine.repackedTypes };
  return {
    ...kind,
    context: contextUse(question, contextSize),
    gpuLayers,
    isUnified: machine.isUnified,
    usesMemoryMap: settings.usesMemoryMap && !isBetterRead(kind),
  };
}

/** Adapters and the draft lie where the model lies; on both sides of a divided one, main memory is taken for theirs. */
function partsOf(
  question: LoadQuestion,
  memory: ReturnType<typeof modelMemory>,
  isAllOnCard = false,
): FreeMemory & { readonly parts: MemoryParts } {
  const { adaptersBytes, machine } = question;
  const draftBytes = draftMemory(question);
  const parts: MemoryParts = {
    weightsBytes: memory.weightsBytes,
    cacheBytes: memory.cacheBytes,
    computeBytes: memory.computeBytes,
    processBytes: memory.processBytes,
    adaptersBytes,
    draftBytes,
  };
  const besides = adaptersBytes + draftBytes;
  const onCard = isAllOnCard && !machine.isUnified ? besides : 0;
  return {
    parts,
    memoryBytes: memory.memoryBytes + besides - onCard,
    videoMemoryBytes: memory.videoMemoryBytes + onCard,
  };
}

/** The draft runs in the same process, with a context as long as the model's and a cache of the plain types. */
function draftMemory(question: LoadQuestion): number {
  if (question.draft === null) return 0;
  const settings: LoadSettings = { ...question.settings, keyCacheType: 'f16', valueCacheType: 'f16' };
  const placement = placementOf({ ...question, settings, shape: question.draft }, chosenContextSize(question), 0);
  const { weightsBytes, cacheBytes, computeBytes } = modelMemory(placement);
  return weightsBytes + cacheBytes + computeBytes;
}

/** Doubling from 512, as people know context sizes. */
function fittingContextSize(question: LoadQuestion): number | null {
  let fitting: number | null = null;
  for (let size = smallestContextStep; size < chosenContextSize(question); size *= 2) {
    if (needOf(question, size, question.reclaimable.length).verdict === 'too-large') break;
    fitting = size;
  }
  return fitting;
}

function toPlan(
  question: LoadQuestion,
  need: Need,
  unloads: number,
  fitting: LoadPlan['fittingContextSize'],
): LoadPlan {
  const { verdict, parts, memoryBytes, videoMemoryBytes, gpuLayers, contextSize } = need;
  return {
    memoryBytes,
    videoMemoryBytes,
    parts,
    correction: question.correction.factor,
    correctionLoads: question.correction.loads,
    free: question.free,
    verdict,
    contextSize,
    gpuLayers,
    layerCount: question.shape.layers.length + 1,
    fittingContextSize: fitting,
    unloadsIds: question.reclaimable.slice(0, unloads).map(({ modelId }) => modelId),
  };
}
