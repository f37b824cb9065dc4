import type { ModelFacts } from '../contract/models.ts';
import { cleanText } from './clean-text.ts';
import type { GgufTensor } from './gguf-header.ts';
import { fileTypeNames } from './ggml-types.ts';
import type { Hyperparameters } from './judge-architecture.ts';
import type { TokenizerFacts } from './judge-tokenizer.ts';
import type { MetadataView } from './metadata-view.ts';
import { recommendedSampling } from './recommended-sampling.ts';

export type FactSources = {
  readonly view: MetadataView;
  readonly tensors: readonly GgufTensor[];
  readonly hyperparameters: Hyperparameters;
  readonly tokenizer: TokenizerFacts;
  readonly hasChatTemplate: boolean;
  /** The name when the header has none. */
  readonly fallbackName: string;
  readonly split: ModelFacts['split'];
};

/** What a judged header says, in the contract's words. */
export function modelFacts(sources: FactSources): ModelFacts {
  const { view, tensors } = sources;
  const parameterCount = tensors.reduce((sum, tensor) => sum + tensor.elementCount, 0);
  const sampling = recommendedSampling(view);
  const sizeBytes = tensors.reduce((sum, tensor) => sum + tensor.sizeBytes, 0);
  return {
    name: cleanText(view.textIfAny('general.name')) ?? cleanText(sources.fallbackName) ?? 'GGUF',
    parameterCount,
    quantization: quantizationName(view, tensors),
    bitsPerWeight: parameterCount === 0 ? 0 : (sizeBytes * 8) / parameterCount,
    ...sources.hyperparameters,
    ...sources.tokenizer,
    hasChatTemplate: sources.hasChatTemplate,
    licence: licenceOf(view),
    split: sources.split,
    ...(sampling === null ? {} : { recommendedSampling: sampling }),
  };
}

function quantizationName(view: MetadataView, tensors: readonly GgufTensor[]): string {
  const entry = view.metadata.get('general.file_type');
  const declared = entry?.type === 'uint32' ? fileTypeNames.get(Number(entry.value)) : undefined;
  return declared ?? mostCommonType(tensors);
}

function mostCommonType(tensors: readonly GgufTensor[]): string {
  const elements = new Map<string, number>();
  for (const { type, elementCount } of tensors) elements.set(type.name, (elements.get(type.name) ?? 0) + elementCount);
  const [first] = [...elements].sort(([, left], [, right]) => right - left);
  return first?.[0] ?? 'F32';
}

function licenceOf(view: MetadataView): ModelFacts['licence'] {
  const id = cleanText(view.textIfAny('general.license'));
  const name = cleanText(view.textIfAny('general.license.name'));
  const link = cleanText(view.textIfAny('general.license.link'));
  return id === null && name === null && link === null ? null : { id: id ?? 'other', name, link };
}
