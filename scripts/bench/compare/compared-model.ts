import { keptModel } from '../chat/kept-model.ts';

const shape = {
  seed: 11,
  layers: 8,
  embedding: 768,
  feedForward: 2048,
  heads: 12,
  kvHeads: 6,
  vocabulary: 8_000,
  contextLength: 2048,
  quantization: 'Q8_0',
  name: 'Benchmark 64M',
} as const;

/** @returns the path of a small random-weight model, written once and kept in node_modules/.cache. */
export function comparedModel(): Promise<string> {
  return keptModel(shape);
}
