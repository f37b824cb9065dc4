import { ggufLimits } from './gguf-limits.ts';
import { malformed } from './header-cursor.ts';
import type { MetadataView } from './metadata-view.ts';

export type Hyperparameters = {
  readonly architecture: string;
  readonly contextLength: number;
  readonly blockCount: number;
  readonly embeddingLength: number;
  /** The largest over all layers; 0 for a model without attention. */
  readonly headCount: number;
  readonly headCountKv: number;
};

/** An epsilon is a tiny guard against division by zero; 1 would already flatten every activation. */
const largestEpsilon = 1;
/** llama.cpp aborts on any other name. */
const ropeScalings: ReadonlySet<string> = new Set(['none', 'linear', 'yarn', 'longrope']);

/** Checks the model's own numbers, which llama.cpp mostly asserts, that is: aborts on. @throws AppError `gguf-*`. */
export function judgeArchitecture(view: MetadataView): Hyperparameters {
  const architecture = view.requiredName('general.architecture');
  const key = (name: string): string => `${architecture}.${name}`;
  const shape = {
    architecture,
    contextLength: view.requiredInteger(key('context_length'), { least: 1, most: ggufLimits.contextLength }),
    blockCount: view.requiredInteger(key('block_count'), { least: 1, most: ggufLimits.blockCount }),
    embeddingLength: view.requiredInteger(key('embedding_length'), { least: 1, most: ggufLimits.embeddingLength }),
  };
  view.integers(key('feed_forward_length'), { least: 0, most: ggufLimits.feedForwardLength });
  view.integers(key('rope.dimension_count'), { least: 0, most: ggufLimits.headCount });
  checkEpsilons(view, architecture);
  checkRope(view, key);
  checkExperts(view, key);
  return { ...shape, ...judgeHeads(view, key, shape.embeddingLength) };
}

/**
 * Models without attention (Mamba, RWKV) have no heads, and hybrid ones none in some layers, so zero is an answer
 * there; in a plain transformer it makes llama.cpp divide by zero.
 */
function judgeHeads(
  view: MetadataView,
  key: (name: string) => string,
  embeddingLength: number,
): Pick<Hyperparameters, 'headCount' | 'headCountKv'> {
  const bounds = { least: 0, most: ggufLimits.headCount };
  const isRecurrent = ['ssm.', 'wkv.', 'shortconv.', 'kda.'].some((part) => view.hasPrefix(key(part)));
  const headsKey = key('attention.head_count');
  const kvKey = key('attention.head_count_kv');
  const heads = view.integers(headsKey, bounds) ?? [0];
  const kvHeads = view.integers(kvKey, bounds) ?? heads;
  const headCount = Math.max(0, ...heads);
  const headCountKv = Math.max(0, ...kvHeads);
  if (headCount === 0 && !isRecurrent) throw malformed(headsKey, view.has(headsKey) ? '0 is below 1' : 'missing');
  if (headCountKv === 0 && headCount > 0 && !isRecurrent) throw malformed(kvKey, '0 is below 1');
  if (headCountKv > headCount) throw malformed(kvKey, `${headCountKv} exceeds the ${headCount} heads`);
  const isEven = heads.length > 1 || kvHeads.length > 1 || headCountKv === 0 || headCount % headCountKv === 0;
  if (!isEven) throw malformed(kvKey, `${headCountKv} does not divide the ${headCount} heads`);
  const ownLengths = view.integers(key('attention.key_length'), { least: 0, most: ggufLimits.headCount });
  if (ownLengths === null && headCount > embeddingLength)
    throw malformed(headsKey, 'more heads than the embedding is long');
  if (headCount > 0 && ownLengths?.every((length) => length === 0) === true) {
    throw malformed(key('attention.key_length'), '0 is below 1');
  }
  return { headCount, headCountKv };
}

function checkEpsilons(view: MetadataView, architecture: string): void {
  for (const key of view.metadata.keys()) {
    if (!key.startsWith(`${architecture}.`) || !key.endsWith('epsilon')) continue;
    const isSane = view.floats(key).every((value) => value >= 0 && value <= largestEpsilon);
    if (!isSane) throw malformed(key, `must lie between 0 and ${largestEpsilon}`);
  }
}

function checkRope(view: MetadataView, key: (name: string) => string): void {
  for (const name of ['rope.freq_base', 'rope.freq_base_swa'].map(key)) {
    const isSane = view.floats(name).every((value) => value > 0 && Number.isFinite(value));
    if (!isSane) throw malformed(name, 'must be above 0');
  }
  for (const name of ['rope.scaling.factor', 'rope.scale_linear'].map(key)) {
    // llama.cpp takes 0 for "no scaling".
    const isSane = view.floats(name).every((value) => value >= 0 && Number.isFinite(value));
    if (!isSane) throw malformed(name, 'must not be negative');
  }
  const scaling = view.text(key('rope.scaling.type'));
  if (scaling !== null && !ropeScalings.has(scaling)) throw malformed(key('rope.scaling.type'), 'unknown scaling');
}

/** The relations llama.cpp asserts between the counts of a mixture of experts. */
function checkExperts(view: MetadataView, key: (name: string) => string): void {
  const largest = (name: string): number =>
    Math.max(0, ...(view.integers(key(name), { least: 0, most: ggufLimits.expertCount }) ?? []));
  const experts = largest('expert_count');
  const used = largest('expert_used_count');
  const groups = largest('expert_group_count');
  const usedGroups = largest('expert_group_used_count');
  if (experts > 0 && used === 0) throw malformed(key('expert_used_count'), 'missing or 0');
  if (used > experts) throw malformed(key('expert_used_count'), `${used} exceeds the ${experts} experts`);
  if (groups > 0 && groups >= experts)
    throw malformed(key('expert_group_count'), `${groups} groups for ${experts} experts`);
  if (groups > 1 && (experts % groups !== 0 || usedGroups === 0 || usedGroups >= groups)) {
    throw malformed(key('expert_group_count'), 'does not fit the experts');
  }
}
