import type { Fit, FitVerdict } from '../../../contract/hub.ts';
import type { ModelShape } from '../../../contract/model-shape.ts';
import type { MemoryReading } from '../../ports/memory-reading.ts';
import { cacheBytes, computeBytes, layerCacheBytes } from './context-memory.ts';
import { estimateSpeed } from './estimate-speed.ts';

/** A runner without a model: Node, the engine's libraries and the vocabulary; 100–140 MB measured. */
const processBytes = 200_000_000;
/** Part of a card's free memory that a model may fill: its own context and other programs need the rest. */
const videoShare = 0.92;
/** Above this part of the free memory a model fits, but nothing else can grow. */
const roomyShare = 0.85;

export type FitQuestion = {
  readonly shape: ModelShape;
  /** All parts on disk; differs from the shape's own weights when the shape is another quantization's. */
  readonly weightsBytes: number;
  readonly contextSize: number;
  readonly memory: MemoryReading;
  readonly basis: FitVerdict['basis'];
};

/** Where a model would live on this computer, layer by layer, and how fast it would write. */
export function estimateFit(question: FitQuestion): FitVerdict {
  const { memory, basis } = question;
  const contextSize = Math.min(question.contextSize, question.shape.trainedContextLength);
  const shape = scaleWeights(question.shape, question.weightsBytes);
  const gpuLayers = memory.isUnified ? shape.layers.length + 1 : layersOnCard(shape, contextSize, memory);
  const parts = {
    weightsBytes: Math.round(totalWeights(shape)),
    cacheBytes: cacheBytes(shape, contextSize),
    computeBytes: computeBytes(shape, contextSize),
  };
  const neededBytes = parts.weightsBytes + parts.cacheBytes + parts.computeBytes + processBytes;
  const onCardBytes = memory.isUnified ? 0 : cardBytes(shape, contextSize, gpuLayers);
  const inMemoryBytes = Math.max(processBytes, neededBytes - onCardBytes);
  const verdict = judge(inMemoryBytes, memory.freeMemoryBytes, placeOf(shape, gpuLayers));
  const isOnCard = verdict === 'gpu' || verdict === 'gpu-and-cpu' || memory.isUnified;
  return {
    verdict,
    ...parts,
    neededBytes,
    freeMemoryBytes: memory.freeMemoryBytes,
    freeVideoMemoryBytes: memory.freeVideoMemoryBytes,
    gpuLayers: isOnCard || verdict === 'tight' ? gpuLayers : 0,
    layerCount: shape.layers.length,
    contextSize,
    trainedContextLength: shape.trainedContextLength,
    ...estimateSpeed({ shape, contextSize, gpuLayers, memory }),
    basis,
  };
}

function judge(inMemoryBytes: number, freeBytes: number, place: Fit): Fit {
  if (inMemoryBytes > freeBytes) return 'too-large';
  return inMemoryBytes > freeBytes * roomyShare ? 'tight' : place;
}

function placeOf(shape: ModelShape, gpuLayers: number): Fit {
  if (gpuLayers === 0) return 'cpu';
  return gpuLayers > shape.layers.length ? 'gpu' : 'gpu-and-cpu';
}

/** The most layers, counted from the end as llama.cpp does, that the card's free memory holds. */
function layersOnCard(shape: ModelShape, contextSize: number, memory: MemoryReading): number {
  const budget = memory.freeVideoMemoryBytes * videoShare;
  for (let layers = shape.layers.length + 1; layers > 0; layers -= 1) {
    if (cardBytes(shape, contextSize, layers) <= budget) return layers;
  }
  return 0;
}

/** The first of `gpuLayers` is the output; the others are the model's last layers with their part of the context. */
function cardBytes(shape: ModelShape, contextSize: number, gpuLayers: number): number {
  if (gpuLayers === 0) return 0;
  const layers = shape.layers.slice(shape.layers.length + 1 - gpuLayers);
  const held = layers.reduce((sum, layer) => sum + layer.weightBytes + layerCacheBytes(layer, contextSize), 0);
  return held + shape.outputBytes + shape.sharedOutputBytes + computeBytes(shape, contextSize);
}

function totalWeights(shape: ModelShape): number {
  return shape.inputBytes + shape.outputBytes + shape.layers.reduce((sum, { weightBytes }) => sum + weightBytes, 0);
}

/** Another quantization of the same model: the same layers, all heavier or lighter by the same factor. */
function scaleWeights(shape: ModelShape, weightsBytes: number): ModelShape {
  const factor = weightsBytes / totalWeights(shape);
  return {
    ...shape,
    inputBytes: shape.inputBytes * factor,
    outputBytes: shape.outputBytes * factor,
    sharedOutputBytes: shape.sharedOutputBytes * factor,
    layers: shape.layers.map((layer) => ({
      ...layer,
      weightBytes: layer.weightBytes * factor,
      expertBytes: layer.expertBytes * factor,
    })),
  };
}
