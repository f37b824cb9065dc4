import { ggufLimits } from './gguf-limits.ts';
import type { MetadataView } from './metadata-view.ts';

/**
 * Layers between two with full attention, for architectures that repeat a pattern of their own, and whether the full
 * one comes first (llama.cpp, `load_hparams`: calls of `set_swa_pattern`). 1 means that no layer slides.
 */
const windowPatterns: ReadonlyMap<string, { readonly period: number; readonly isFullFirst: boolean }> = new Map(
  (
    [
      ['gemma2', 2, false],
      ['gpt-oss', 2, false],
      ['llama4', 4, false],
      ['afmoe', 4, false],
      ['cohere2', 4, false],
      ['olmo2', 4, false],
      ['exaone4', 4, false],
      ['exaone-moe', 4, false],
      ['smallthinker', 4, true],
      ['gemma3n', 5, false],
      ['gemma3', 6, false],
      ['plamo3', 8, false],
    ] as const
  ).map(([architecture, period, isFullFirst]) => [architecture, { period, isFullFirst }]),
);

/** The attention window of each layer, tokens; null where it attends to everything. */
export function layerWindows(view: MetadataView, architecture: string, layerCount: number): (number | null)[] {
  const key = (name: string): string => `${architecture}.attention.${name}`;
  const bounds = { least: 0, most: ggufLimits.contextLength };
  const size = Math.max(0, ...(view.integers(key('sliding_window'), bounds) ?? [0]));
  const stored = view.integers(key('sliding_window_pattern'), bounds);
  const own = windowPatterns.get(architecture);
  const isSliding = (layer: number): boolean => {
    if (stored !== null && stored.length > 1) return stored[layer] === 1;
    const period = stored?.[0] ?? own?.period ?? 1;
    if (period === 0) return true;
    return own?.isFullFirst ? layer % period !== 0 : layer % period < period - 1;
  };
  return Array.from({ length: layerCount }, (_, layer) => (size > 0 && isSliding(layer) ? size : null));
}

/** Which layers keep a recurrent state, and which keep keys and values. A few architectures have both in one layer. */
export function layerMemories(
  view: MetadataView,
  architecture: string,
  layerCount: number,
): { readonly hasState: boolean; readonly hasCache: boolean }[] {
  const bounds = { least: 0, most: ggufLimits.headCount };
  const kvHeads = view.integers(`${architecture}.attention.head_count_kv`, bounds);
  const feedForward = view.integers(`${architecture}.feed_forward_length`, {
    least: 0,
    most: ggufLimits.feedForwardLength,
  });
  const interval = view.integer(`${architecture}.full_attention_interval`, { least: 0, most: ggufLimits.blockCount });
  const sharedLayers =
    view.integer(`${architecture}.attention.shared_kv_layers`, { least: 0, most: ggufLimits.blockCount }) ?? 0;
  const hasStateKeys = ['ssm.', 'wkv.', 'shortconv.', 'kda.'].some((part) => view.hasPrefix(`${architecture}.${part}`));
  return Array.from({ length: layerCount }, (_, layer) => {
    const heads = kvHeads === null ? null : ((kvHeads.length === 1 ? kvHeads[0] : kvHeads[layer]) ?? 0);
    const ownsCache = layer < layerCount - sharedLayers;
    if (!hasStateKeys) return { hasState: false, hasCache: ownsCache };
    if (architecture === 'falcon-h1') return { hasState: true, hasCache: true };
    if (interval !== null && interval > 0) {
      const isAttention = (layer + 1) % interval === 0;
      return { hasState: !isAttention, hasCache: isAttention };
    }
    if (heads === null) return { hasState: true, hasCache: false };
    // Nemotron-H has layers that are neither: only a feed-forward part.
    const isPlain = architecture.startsWith('nemotron_h') && (feedForward?.[layer] ?? 0) > 0;
    return { hasState: heads === 0 && !isPlain, hasCache: heads > 0 };
  });
}

/** Elements of one layer's recurrent state (llama.cpp, `llama_hparams::n_embd_r` and `n_embd_s`), kept as 32-bit floats. */
export function stateElements(view: MetadataView, architecture: string, embeddingLength: number): number {
  const value = (name: string): number =>
    Math.max(0, ...(view.integers(`${architecture}.${name}`, { least: 0, most: ggufLimits.feedForwardLength }) ?? []));
  const heads = value('attention.head_count');
  const kernel = value('ssm.conv_kernel');
  const wkvHead = value('wkv.head_size');
  if (wkvHead > 0) return value('token_shift_count') * embeddingLength + embeddingLength * wkvHead;
  const shortConvolution = value('shortconv.l_cache');
  if (shortConvolution > 0) return embeddingLength * (shortConvolution - 1);
  const kda = value('kda.head_dim');
  if (kda > 0) return 3 * Math.max(0, kernel - 1) * heads * kda + kda * kda * heads;
  const inner = value('ssm.inner_size');
  const state = value('ssm.state_size');
  return Math.max(0, kernel - 1) * (inner + 2 * value('ssm.group_count') * state) + state * inner;
}
