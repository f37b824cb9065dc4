import { encodeTensorData, fileTypeIds } from './ggml-encoding.ts';
import type { GgufValue } from './gguf-value.ts';
import { alignUp, encodeGgufHeader, layOutTensors, type GgufHeader, type TensorSource } from './gguf-writer.ts';
import { chatMlTemplate, leadingTokens, llamaMetadata, tokenTypes, type LlamaShape } from './llama-metadata.ts';
import { llamaLayerTensors } from './llama-tensors.ts';
import { seededRandom } from './seeded-random.ts';

/** A whole file in memory, as small as a model can be: the valid thing that malformed files are made from. */
export type TinyFile = { readonly header: GgufHeader; readonly data: Uint8Array; readonly alignment?: number };

export const tinyShape: LlamaShape = {
  name: 'Tiny',
  fileType: fileTypeIds.F32,
  layers: 1,
  embedding: 32,
  feedForward: 32,
  heads: 2,
  kvHeads: 1,
  headLength: 16,
  contextLength: 128,
  tokens: [...leadingTokens, ...['red', 'green', 'blue'].map((text) => ({ text, type: tokenTypes.userDefined }))],
  chatTemplate: chatMlTemplate,
};

/** A valid llama-architecture model of about 70 kB with random weights. */
export function tinyModel(shape: LlamaShape = tinyShape): TinyFile {
  const random = seededRandom(1);
  const matrix = { dimensions: [shape.embedding, shape.tokens.length], encoding: 'F32' } as const;
  const tensors: readonly Omit<TensorSource, 'data'>[] = [
    { name: 'token_embd.weight', ...matrix },
    ...Array.from({ length: shape.layers }, (_, layer) => llamaLayerTensors(shape, layer, 'F32')).flat(),
    { name: 'output_norm.weight', dimensions: [shape.embedding], encoding: 'F32' },
    { name: 'output.weight', ...matrix },
  ];
  const { entries, dataLength } = layOutTensors(tensors);
  const values = Float32Array.from({ length: dataLength / 4 }, () => random.next() - 0.5);
  return { header: { metadata: llamaMetadata(shape), tensors: entries }, data: encodeTensorData('F32', values) };
}

/** The file's bytes: header, padding, data. */
export function assembleFile({ header, data, alignment = 32 }: TinyFile): Buffer {
  const head = encodeGgufHeader(header);
  return Buffer.concat([head, Buffer.alloc(alignUp(head.length, alignment) - head.length), data]);
}

/** Where the padded header ends. */
export function dataStart({ header, alignment = 32 }: TinyFile): number {
  return alignUp(encodeGgufHeader(header).length, alignment);
}

/** The tiny model with header entries replaced (in place), added (at the end), or left out (`null`). */
export function tinyModelWith(changes: Readonly<Record<string, GgufValue | null>>): TinyFile {
  const base = tinyModel();
  const kept = base.header.metadata.flatMap(([key, value]) => {
    const change = typeof key === 'string' && Object.hasOwn(changes, key) ? changes[key] : value;
    return change === null || change === undefined ? [] : [[key, change] as const];
  });
  const present = new Set(base.header.metadata.map(([key]) => key));
  const added = Object.entries(changes).flatMap(([key, value]) =>
    value === null || present.has(key) ? [] : [[key, value] as const],
  );
  return { ...base, header: { ...base.header, metadata: [...kept, ...added] } };
}
