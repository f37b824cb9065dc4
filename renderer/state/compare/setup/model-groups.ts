import type { Model, ModelRuntime } from '../../../../main/contract/models.ts';

/** `Q4_K_M`, `IQ3_XXS`, `F16`, `UD-Q4_K_XL` and such inside a name. */
const quantizationWord = /(^|[-_.\s])(ud[-_.])?(i?q\d(_[a-z\d]+)*|b?f(p)?(16|32)|mxfp4|tq\d_\d)(?=$|[-_.\s])/gi;

function baseName(name: string): string {
  return name
    .replaceAll(quantizationWord, ' ')
    .replaceAll(/[-_.\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** One word for all files of one model: the same name and the same shape, whatever their quantization. */
export function modelGroup({ facts }: Model): string {
  const { architecture, blockCount, embeddingLength, vocabularySize } = facts;
  return [baseName(facts.name), architecture, blockCount, embeddingLength, vocabularySize].join(' ');
}

/** This model's files, one of each quantization, the smallest first, itself included; missing ones are left out. */
export function quantizationsOf(model: Model, models: readonly Model[]): readonly Model[] {
  const group = modelGroup(model);
  const others = models.filter((other) => other.id !== model.id && !other.isMissing && modelGroup(other) === group);
  const files = new Map([model, ...others].toReversed().map((file) => [file.facts.quantization, file] as const));
  return [...files.values()].toSorted(
    (left, right) => left.facts.bitsPerWeight - right.facts.bitsPerWeight || left.sizeBytes - right.sizeBytes,
  );
}

type Runtimes = Readonly<Record<string, ModelRuntime>>;

/**
 * Models by how near they are at hand: loaded ones, then those used last, then those that came last. Files that are not
 * there are left out; what crashed twice and what has no chat template comes at the end.
 */
export function rankModels(models: readonly Model[], runtimes: Runtimes): readonly Model[] {
  const doubts = ({ quarantine, facts }: Model): number =>
    (quarantine === null ? 0 : 2) + (facts.hasChatTemplate ? 0 : 1);
  const distance = ({ id }: Model): number => {
    const state = runtimes[id]?.state;
    return state === 'ready' || state === 'generating' ? 0 : state === 'loading' ? 1 : 2;
  };
  const used = ({ lastUsedAtMs, addedAtMs }: Model): number => lastUsedAtMs ?? addedAtMs - 1e15;
  return models
    .filter(({ isMissing }) => !isMissing)
    .toSorted((a, b) => doubts(a) - doubts(b) || distance(a) - distance(b) || used(b) - used(a));
}
