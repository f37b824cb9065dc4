import type { ModelId } from '../../contract/ids.ts';
import type { LoadedRunner } from '../ports/runner-pool.ts';
import { estimateTokens } from './estimate-tokens.ts';

/** A text under a name that stays the same while the text does: a message's id. */
export type CountedText = { readonly key: string; readonly text: string };

type Counter = Pick<LoadedRunner, 'modelId' | 'count'>;
type Known = { readonly length: number; readonly tokens: number };
type OfModel = {
  readonly known: Map<string, Known>;
  /** Sums over what was counted: how far estimates are off for this model. */
  counted: number;
  estimated: number;
};

const mostModels = 4;
const mostTexts = 50_000;
/** UTF-16 units that are counted in one go: some milliseconds of the runner's time. */
const batchLength = 200_000;
/** Sums are halved above it, so that what was counted lately says more. */
const rememberedTokens = 200_000;

/** What planning asks of counts. */
export type Counting = Pick<TokenCounts, 'of' | 'tokens' | 'estimate'>;

/** How many tokens messages are, for each model; what was counted once is not counted again. In memory only. */
export class TokenCounts {
  readonly #models = new Map<ModelId, OfModel>();

  /** Counts what is not known yet. @throws AppError `runner-*`; the signal's reason. */
  async of(runner: Counter, texts: readonly CountedText[], signal: AbortSignal): Promise<number[]> {
    const missing = texts.filter((text) => this.known(runner.modelId, text) === null);
    for (const batch of inBatches(missing)) {
      signal.throwIfAborted();
      const counts = await runner.count(batch.map(({ text }) => text));
      for (const [index, text] of batch.entries()) this.#learn(runner.modelId, text, counts[index] ?? 0);
    }
    return texts.map((text) => this.tokens(runner.modelId, text));
  }

  /** Null for a text that was not counted with this model. */
  known(modelId: ModelId, { key, text }: CountedText): number | null {
    const known = this.#models.get(modelId)?.known.get(key);
    return known?.length === text.length ? known.tokens : null;
  }

  /** As counted, else as estimated. */
  tokens(modelId: ModelId | null, text: CountedText): number {
    const known = modelId === null ? null : this.known(modelId, text);
    return known ?? this.estimate(modelId, text.text);
  }

  /** The same, for a model that is not to be asked now: what is not known is estimated, and nothing is learnt. */
  withoutAsking(): Counting {
    const tokens = this.tokens.bind(this);
    return {
      of: ({ modelId }, texts) => Promise.resolve(texts.map((text) => tokens(modelId, text))),
      tokens,
      estimate: this.estimate.bind(this),
    };
  }

  /** By the letters of the text and what was counted with this model so far. */
  estimate(modelId: ModelId | null, text: string): number {
    const learnt = modelId === null ? undefined : this.#models.get(modelId);
    const factor = learnt === undefined || learnt.estimated === 0 ? 1 : learnt.counted / learnt.estimated;
    return Math.ceil(estimateTokens(text) * factor);
  }

  #learn(modelId: ModelId, { key, text }: CountedText, tokens: number): void {
    const model = this.#of(modelId);
    keepNewest(model.known, key, { length: text.length, tokens }, mostTexts);
    model.counted += tokens;
    model.estimated += estimateTokens(text);
    if (model.counted <= rememberedTokens) return;
    model.counted /= 2;
    model.estimated /= 2;
  }

  #of(modelId: ModelId): OfModel {
    const model = this.#models.get(modelId) ?? { known: new Map<string, Known>(), counted: 0, estimated: 0 };
    keepNewest(this.#models, modelId, model, mostModels);
    return model;
  }
}

function keepNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function inBatches(texts: readonly CountedText[]): CountedText[][] {
  const batches: CountedText[][] = [];
  let length = Infinity;
  for (const text of texts) {
    if (length + text.text.length > batchLength) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(text);
    length += text.text.length;
  }
  return batches;
}
