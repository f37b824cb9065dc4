import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/prepare.mjs';
import { writeRandomModel } from '../../../tests/support/gguf/random-model.ts';

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
export async function comparedModel(): Promise<string> {
  const folder = join(root, 'node_modules/.cache/counterweight/models');
  const path = join(folder, `random-${shape.layers}x${shape.embedding}-${shape.vocabulary}-${shape.quantization}.gguf`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  await writeRandomModel({ ...shape, path: `${path}.part` });
  renameSync(`${path}.part`, path);
  return path;
}
