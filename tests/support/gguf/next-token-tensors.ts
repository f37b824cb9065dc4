import { encodeTensorData } from './ggml-encoding.ts';
import type { TensorSource } from './gguf-writer.ts';

/**
 * Embedding, norm and output rows of a model whose next token depends on the last one alone: the embedding is one-hot, so
 * the output row of `to` read at `from` is the logit itself.
 */
export function nextTokenTensors(
  embedding: number,
  size: number,
  logit: (from: number, to: number) => number,
): TensorSource[] {
  const rows = (row: (to: number, values: Float32Array) => void) =>
    function* encodedRows(): Iterable<Uint8Array> {
      for (let to = 0; to < size; to += 1) {
        const values = new Float32Array(embedding);
        row(to, values);
        yield encodeTensorData('F16', values);
      }
    };
  // A one-hot row of this height has a root mean square of 1, so the norm leaves it as it is.
  const height = Math.sqrt(embedding);
  return [
    {
      name: 'token_embd.weight',
      dimensions: [embedding, size],
      encoding: 'F16',
      data: rows((to, values) => values.fill(height, to, to + 1)),
    },
    {
      name: 'output_norm.weight',
      dimensions: [embedding],
      encoding: 'F32',
      data: () => [encodeTensorData('F32', new Float32Array(embedding).fill(1 / height))],
    },
    {
      name: 'output.weight',
      dimensions: [embedding, size],
      encoding: 'F16',
      data: rows((to, values) => {
        for (let from = 0; from < size; from += 1) values[from] = logit(from, to);
      }),
    },
  ];
}
