import { open, type FileHandle } from 'node:fs/promises';
import { encodedLength, tensorEncodings, type TensorEncoding } from './ggml-encoding.ts';
import { encodeString, encodeUint32, encodeUint64, type GgufValue } from './gguf-value.ts';

/** One entry of the tensor table, as it stands in the file: every field may be a lie. */
export type TensorEntry = {
  readonly name: string | Uint8Array;
  readonly dimensions: readonly (number | bigint)[];
  readonly typeId: number;
  readonly offset: number | bigint;
};

export type GgufHeader = {
  readonly magic?: string;
  readonly version?: number;
  readonly metadata: readonly (readonly [key: string | Uint8Array, value: GgufValue])[];
  readonly tensors: readonly TensorEntry[];
  /** Overrides of the two counts, for files that lie. */
  readonly metadataCount?: number | bigint;
  readonly tensorCount?: number | bigint;
};

/** The header's bytes, without the padding that follows it. */
export function encodeGgufHeader(header: GgufHeader): Buffer {
  const parts: Uint8Array[] = [
    Buffer.from(header.magic ?? 'GGUF', 'latin1'),
    encodeUint32(header.version ?? 3),
    encodeUint64(header.tensorCount ?? header.tensors.length),
    encodeUint64(header.metadataCount ?? header.metadata.length),
  ];
  for (const [key, value] of header.metadata) parts.push(encodeString(key), encodeUint32(value.typeId), value.bytes);
  for (const tensor of header.tensors) {
    parts.push(encodeString(tensor.name), encodeUint32(tensor.dimensions.length));
    parts.push(...tensor.dimensions.map(encodeUint64), encodeUint32(tensor.typeId), encodeUint64(tensor.offset));
  }
  return Buffer.concat(parts);
}

export type TensorSource = {
  readonly name: string;
  /** ggml's order: the row length first. */
  readonly dimensions: readonly number[];
  readonly encoding: TensorEncoding;
  /** Pieces of the encoded data; absent means zeros, which are left as a hole in the file. */
  readonly data?: () => Iterable<Uint8Array>;
};

export type GgufFile = {
  readonly metadata: readonly (readonly [key: string, value: GgufValue])[];
  readonly tensors: readonly TensorSource[];
  /** Bytes; default 32. Written to the header only when given. */
  readonly alignment?: number;
};

/** A tensor's table entries with offsets laid out one after another, and the data section's length in bytes. */
export function layOutTensors(
  tensors: readonly Omit<TensorSource, 'data'>[],
  alignment = 32,
): { readonly entries: readonly TensorEntry[]; readonly dataLength: number } {
  let offset = 0;
  const entries = tensors.map(({ name, dimensions, encoding }) => {
    const entry = { name, dimensions, typeId: tensorEncodings[encoding].typeId, offset };
    offset = alignUp(offset + tensorLength({ dimensions, encoding }), alignment);
    return entry;
  });
  return { entries, dataLength: offset };
}

/** Writes a GGUF version 3 file piece by piece, so that a model of any size takes little memory. @returns its size in bytes. */
export async function writeGguf(path: string, file: GgufFile): Promise<number> {
  const alignment = file.alignment ?? 32;
  const { entries, dataLength } = layOutTensors(file.tensors, alignment);
  const header = encodeGgufHeader({ metadata: file.metadata, tensors: entries });
  const dataStart = alignUp(header.length, alignment);
  const handle = await open(path, 'w');
  try {
    await handle.write(header, 0, header.length, 0);
    for (const [index, tensor] of file.tensors.entries()) {
      await writeTensorData(handle, tensor, dataStart + Number(entries[index]?.offset ?? 0));
    }
    await handle.truncate(dataStart + dataLength);
  } finally {
    await handle.close();
  }
  return dataStart + dataLength;
}

async function writeTensorData(handle: FileHandle, tensor: TensorSource, start: number): Promise<void> {
  if (tensor.data === undefined) return;
  let position = start;
  for (const piece of tensor.data()) {
    await handle.write(piece, 0, piece.length, position);
    position += piece.length;
  }
  const surplus = position - start - tensorLength(tensor);
  if (surplus !== 0) throw new Error(`${tensor.name}: ${surplus} bytes more than its shape says`);
}

export function alignUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}

function tensorLength(tensor: Pick<TensorSource, 'dimensions' | 'encoding'>): number {
  return encodedLength(
    tensor.encoding,
    tensor.dimensions.reduce((product, dimension) => product * dimension, 1),
  );
}
