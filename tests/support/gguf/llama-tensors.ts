import type { TensorEncoding } from './ggml-encoding.ts';
import type { TensorSource } from './gguf-writer.ts';
import type { LlamaShape } from './llama-metadata.ts';

type TensorShape = Pick<LlamaShape, 'embedding' | 'feedForward' | 'heads' | 'kvHeads' | 'headLength'>;

/** The nine tensors of one llama layer, without data: norms in F32, the matrices in the given encoding. */
export function llamaLayerTensors(
  shape: TensorShape,
  layer: number,
  encoding: TensorEncoding,
): Omit<TensorSource, 'data'>[] {
  const queryLength = shape.heads * shape.headLength;
  const keyLength = shape.kvHeads * shape.headLength;
  const norm = (name: string): Omit<TensorSource, 'data'> => ({
    name: `blk.${layer}.${name}.weight`,
    dimensions: [shape.embedding],
    encoding: 'F32',
  });
  const matrix = (name: string, from: number, to: number): Omit<TensorSource, 'data'> => ({
    name: `blk.${layer}.${name}.weight`,
    dimensions: [from, to],
    encoding,
  });
  return [
    norm('attn_norm'),
    matrix('attn_q', shape.embedding, queryLength),
    matrix('attn_k', shape.embedding, keyLength),
    matrix('attn_v', shape.embedding, keyLength),
    matrix('attn_output', queryLength, shape.embedding),
    norm('ffn_norm'),
    matrix('ffn_gate', shape.embedding, shape.feedForward),
    matrix('ffn_up', shape.embedding, shape.feedForward),
    matrix('ffn_down', shape.feedForward, shape.embedding),
  ];
}
