import { keptModel } from './kept-model.ts';

const shape = {
  seed: 7,
  layers: 24,
  embedding: 1024,
  feedForward: 2816,
  heads: 16,
  kvHeads: 8,
  vocabulary: 32_000,
  quantization: 'Q8_0',
  contextLength: 4096,
  name: 'Benchmark 348M',
} as const;

/** 24 layers of attention and feed-forward, and two vocabulary matrices: 348 million parameters. */
export const parameterCount = countParameters();

/** @returns the path of the random-weight model, written once and kept in node_modules/.cache. */
export function benchmarkModel(): Promise<string> {
  return keptModel(shape);
}

function countParameters(): number {
  const { layers, embedding, feedForward, heads, kvHeads, vocabulary } = shape;
  const keyValue = (embedding / heads) * kvHeads;
  const layer = embedding * (2 * embedding + 2 * keyValue + 3 * feedForward);
  return layers * layer + 2 * vocabulary * embedding;
}
