import type { LayerShape, ModelShape } from '../../../contract/model-shape.ts';

/** Bytes of one cached element: 16-bit floats, llama.cpp's default for keys and values. */
const cacheElementBytes = 2;
/** Recurrent states are 32-bit floats (`llama_memory_recurrent`). */
const stateElementBytes = 4;
/** Tokens llama.cpp evaluates at once (`n_ubatch`). */
const batchTokens = 512;
/** llama.cpp rounds a cache up to so many tokens. */
const cachePadding = 256;

/**
 * What a layer keeps for a context of so many tokens: kvHeads × (keyLength + valueLength) × tokens × 2 bytes. A sliding
 * window keeps its own length and one batch (`llama_kv_cache_iswa`), a recurrent state never grows.
 */
export function layerCacheBytes(layer: LayerShape, contextSize: number): number {
  const whole = roundUp(contextSize, cachePadding);
  const tokens = layer.window === null ? whole : Math.min(whole, roundUp(layer.window + batchTokens + 1, cachePadding));
  return layer.cacheElements * tokens * cacheElementBytes + layer.stateElements * stateElementBytes;
}

export function cacheBytes(shape: ModelShape, contextSize: number): number {
  return shape.layers.reduce((sum, layer) => sum + layerCacheBytes(layer, contextSize), 0);
}

/** Beside the terms below, buffers came out up to a tenth larger on generated models. */
const computeMargin = 1.1;

/**
 * The compute buffer of one batch with flash attention: logits and hidden states as 32-bit floats, and an attention
 * mask of 16-bit floats over the whole context. Measured on generated models between 1,024 and 16,384 tokens.
 */
export function computeBytes(shape: ModelShape, contextSize: number): number {
  const tokens = Math.min(batchTokens, contextSize);
  const perToken = 4 * shape.vocabularySize + 4 * 4 * shape.embeddingLength + 2 * roundUp(contextSize, cachePadding);
  return Math.round(tokens * perToken * computeMargin);
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
