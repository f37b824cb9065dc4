import type { GgufTensor } from './gguf-header.ts';
import { malformed } from './header-cursor.ts';

/**
 * Checks the one tensor every language model has against the header: `token_embd` holds a row for each token.
 * @throws AppError `gguf-malformed`.
 */
export function judgeTensors(
  tensors: readonly GgufTensor[],
  expected: { readonly embeddingLength: number; readonly vocabularySize: number },
): void {
  const name = 'token_embd.weight';
  const embedding = tensors.find((tensor) => tensor.name === name);
  if (embedding === undefined) throw malformed(name, 'missing');
  const [rowLength, rowCount] = embedding.dimensions;
  if (embedding.dimensions.length !== 2 || rowLength !== expected.embeddingLength) {
    throw malformed(name, `rows of ${rowLength ?? 0} instead of the embedding's ${expected.embeddingLength}`);
  }
  if (rowCount !== expected.vocabularySize) {
    throw malformed(name, `${rowCount ?? 0} rows for ${expected.vocabularySize} tokens`);
  }
}
