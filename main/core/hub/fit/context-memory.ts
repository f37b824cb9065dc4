import type { CacheType } from '../../../contract/load-settings.ts';
import type { LayerShape, ModelShape } from '../../../contract/model-shape.ts';

/** What decides how much a conversation takes, beside the model. */
export type ContextUse = {
  /** Tokens of each sequence. */
  readonly contextSize: number;
  /** Conversations that are kept side by side, each in a cache of its own; 1 when absent. */
  readonly sequences?: number;
  /** Tokens evaluated in one pass. */
  readonly batchSize: number;
  readonly keyCacheType: CacheType;
  readonly valueCacheType: CacheType;
  readonly hasFlashAttention: boolean;
};

/** What a load gets when nobody chooses. */
export function usualContext(contextSize: number): ContextUse {
  return { contextSize, batchSize: 512, keyCacheType: 'f16', valueCacheType: 'f16', hasFlashAttention: true };
}

/** Bytes of one cached element: a block of 32 with its scale (`ggml-common.h`). */
const cacheElementBytes: Readonly<Record<CacheType, number>> = {
  f16: 2,
  q8_0: 34 / 32,
  q5_1: 24 / 32,
  q5_0: 22 / 32,
  q4_1: 20 / 32,
  q4_0: 18 / 32,
};
/** Recurrent states are 32-bit floats (`llama_memory_recurrent`). */
const stateElementBytes = 4;
/** llama.cpp rounds a cache up to so many tokens. */
const cachePadding = 256;

/**
 * What a layer keeps for a context: kvHeads × (keyLength + valueLength) × tokens × bytes of an element, keys and values
 * taken as equally long. A sliding window keeps its own length and one batch (`llama_kv_cache_iswa`), a recurrent state
 * never grows.
 */
export function layerCacheBytes(layer: LayerShape, context: ContextUse): number {
  const whole = roundUp(context.contextSize, cachePadding);
  const kept = layer.window === null ? whole : roundUp(layer.window + context.batchSize + 1, cachePadding);
  const elementBytes = (cacheElementBytes[context.keyCacheType] + cacheElementBytes[context.valueCacheType]) / 2;
  const bytes = layer.cacheElements * Math.min(whole, kept) * elementBytes + layer.stateElements * stateElementBytes;
  return bytes * (context.sequences ?? 1);
}

export function cacheBytes(shape: ModelShape, context: ContextUse): number {
  return shape.layers.reduce((sum, layer) => sum + layerCacheBytes(layer, context), 0);
}

/** Buffers of one pass: what llama.cpp sets aside, and what of it is ever written to. */
export type ComputeMemory = { readonly reservedBytes: number; readonly usedBytes: number };

/**
 * Buffers of one pass. The engine reuses the same room for what follows one another, so that the widest moment counts:
 * a feed-forward part beside the attention mask, attention without flash attention, or the logits of all tokens. Logits
 * are set aside for a whole batch but written for one token only, and memory nobody writes to is never taken from main
 * memory (a card's is). The factors were measured on generated models of 1–2 thousand elements, feed-forward parts of
 * 2.75 to 8 times that, 8–32 heads and contexts of 1,024 and 16,384.
 * @param filledTokens how far the context is filled: the mask and attention are written to as far as that.
 */
export function computeMemory(shape: ModelShape, context: ContextUse, filledTokens?: number): ComputeMemory {
  const tokens = Math.min(context.batchSize, context.contextSize);
  const { embeddingLength, feedForwardLength, vocabularySize, headCount } = shape;
  const widest = (filled: number): number => {
    const cells = roundUp(Math.min(filled, context.contextSize), cachePadding);
    const feedForward = 4 * (3 * feedForwardLength + 4 * embeddingLength) + 2 * cells;
    const attention = context.hasFlashAttention ? 0 : 4 * (headCount * cells + cells + 6 * embeddingLength);
    return tokens * Math.max(feedForward, attention);
  };
  const logits = tokens * 4 * (vocabularySize + 2 * embeddingLength);
  return {
    reservedBytes: Math.max(widest(context.contextSize), logits),
    usedBytes: widest(filledTokens ?? context.contextSize) + 4 * vocabularySize * (context.sequences ?? 1),
  };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
