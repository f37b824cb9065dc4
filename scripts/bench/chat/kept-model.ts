import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../setup/prepare.mjs';
import { writeRandomModel } from '../../../tests/support/gguf/random-model.ts';

/** @returns the path of a random-weight model of this shape, written once and kept in node_modules/.cache. */
export async function keptModel(shape: Omit<Parameters<typeof writeRandomModel>[0], 'path'>): Promise<string> {
  const folder = join(root, 'node_modules/.cache/counterweight/models');
  const path = join(folder, `random-${shape.layers}x${shape.embedding}-${shape.vocabulary}-${shape.quantization}.gguf`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  await writeRandomModel({ ...shape, path: `${path}.part` });
  renameSync(`${path}.part`, path);
  return path;
}
