import { AppError } from '../contract/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { ggmlTypes, type GgmlType } from './ggml-types.ts';
import { ggufLimits } from './gguf-limits.ts';
import { decodeName, readMetadata, type GgufMetadata } from './gguf-metadata.ts';
import { HeaderCursor, malformed, overLimit, truncated } from './header-cursor.ts';

export type GgufTensor = {
  readonly name: string;
  /** ggml's order: the row length first; one to four entries. */
  readonly dimensions: readonly number[];
  readonly type: GgmlType;
  readonly elementCount: number;
  readonly sizeBytes: number;
  /** From the start of the data section. */
  readonly offset: number;
};

export type GgufHeader = {
  readonly version: number;
  readonly metadata: GgufMetadata;
  readonly tensors: readonly GgufTensor[];
  /** Where the tensor data begins in the file. */
  readonly dataOffset: number;
};

const magic = 'GGUF';
const defaultAlignment = 32;

/**
 * Reads a header and checks its form: counts, lengths, types, and that the tensors lie one after another inside the
 * source. What the values mean for a model is judged elsewhere.
 * @throws AppError `gguf-not-gguf`, `gguf-version-unsupported`, `gguf-truncated`, `gguf-malformed`, `gguf-limit`.
 */
export async function readGgufHeader(source: ByteSource, path: string, signal?: AbortSignal): Promise<GgufHeader> {
  const cursor = new HeaderCursor(source, signal);
  if (source.sizeBytes < magic.length) throw new AppError('gguf-not-gguf', { path });
  await cursor.fill(magic.length);
  if (cursor.bytes(magic.length).toString('latin1') !== magic) throw new AppError('gguf-not-gguf', { path });
  await cursor.fill(20);
  const version = cursor.uint32();
  checkVersion(version);
  const tensorCount = checkedCount('tensor count', cursor.count(), ggufLimits.tensorCount);
  const metadataCount = checkedCount('metadata count', cursor.count(), ggufLimits.metadataCount);
  const metadata = await readMetadata(cursor, metadataCount);
  const alignment = readAlignment(metadata);
  const tensors = await readTensors(cursor, tensorCount);
  const dataOffset = Math.ceil(cursor.position / alignment) * alignment;
  checkLayout(tensors, alignment, dataOffset, source.sizeBytes);
  return { version, metadata, tensors, dataOffset };
}

function checkVersion(version: number): void {
  if (version === 2 || version === 3) return;
  // A big-endian file's version reads as 0x03000000 here.
  const swapped = version >>> 24;
  const isBigEndian = (version & 0xff_ffff) === 0 && swapped > 0;
  throw new AppError('gguf-version-unsupported', { version: isBigEndian ? `${swapped} (big-endian)` : version });
}

function checkedCount(field: string, value: number, limit: number): number {
  if (value > limit) throw overLimit(field, value, limit);
  return value;
}

function readAlignment(metadata: GgufMetadata): number {
  const entry = metadata.get('general.alignment');
  if (entry === undefined) return defaultAlignment;
  const alignment = entry.type === 'uint32' ? Number(entry.value) : 0;
  const isPowerOfTwo = alignment >= 8 && Number.isInteger(Math.log2(alignment));
  if (!isPowerOfTwo) throw malformed('general.alignment', 'must be a power of two of at least 8');
  return checkedCount('general.alignment', alignment, ggufLimits.alignment);
}

async function readTensors(cursor: HeaderCursor, count: number): Promise<GgufTensor[]> {
  const tensors: GgufTensor[] = [];
  const names = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    const field = `tensor ${index}`;
    const name = decodeName(await cursor.lengthPrefixed(field, ggufLimits.tensorNameBytes), field);
    if (name === '') throw malformed(field, 'empty name');
    if (names.has(name)) throw malformed(name, 'the tensor appears twice');
    names.add(name);
    tensors.push(await readTensor(cursor, name));
  }
  return tensors;
}

async function readTensor(cursor: HeaderCursor, name: string): Promise<GgufTensor> {
  if (!cursor.has(4)) await cursor.fill(4);
  const dimensionCount = checkedCount(`${name} dimensions`, cursor.uint32(), ggufLimits.dimensions);
  if (!cursor.has(dimensionCount * 8 + 12)) await cursor.fill(dimensionCount * 8 + 12);
  const dimensions = Array.from({ length: dimensionCount }, () => cursor.count());
  const typeId = cursor.uint32();
  const offset = cursor.count();
  const type = ggmlTypes.get(typeId);
  if (type === undefined) throw malformed(name, `tensor type ${typeId} is unknown or no longer supported`);
  const rowLength = dimensions[0] ?? 1;
  if (rowLength % type.blockElements !== 0) {
    throw malformed(name, `rows of ${rowLength} do not fill ${type.name} blocks of ${type.blockElements}`);
  }
  const elementCount = dimensions.reduce((product, dimension) => product * dimension, 1);
  const sizeBytes = (elementCount / type.blockElements) * type.blockBytes;
  if (
    dimensions.some((dimension) => dimension < 1) ||
    !Number.isSafeInteger(elementCount) ||
    !Number.isSafeInteger(sizeBytes)
  ) {
    throw malformed(name, `impossible shape ${dimensions.join(' × ')}`);
  }
  return { name, dimensions, type, elementCount, sizeBytes, offset };
}

/** llama.cpp wants each tensor exactly where the one before it ends, rounded up: nothing overlaps, nothing is skipped. */
function checkLayout(tensors: readonly GgufTensor[], alignment: number, dataOffset: number, sourceBytes: number): void {
  let expected = 0;
  let end = 0;
  for (const tensor of tensors) {
    if (tensor.offset !== expected) throw malformed(tensor.name, `data at ${tensor.offset} instead of ${expected}`);
    end = expected + tensor.sizeBytes;
    expected = Math.ceil(end / alignment) * alignment;
    if (!Number.isSafeInteger(dataOffset + expected)) throw malformed(tensor.name, 'impossible size');
  }
  if (tensors.length > 0 && dataOffset + end > sourceBytes) throw truncated(dataOffset + end, sourceBytes);
}
