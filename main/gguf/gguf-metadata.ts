import { setImmediate } from 'node:timers/promises';
import { ggufLimits } from './gguf-limits.ts';
import { malformed, overLimit, type HeaderCursor } from './header-cursor.ts';

/** Value types by their number in the file (`gguf.h`). */
const typeNames = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'float32',
  'bool',
  'string',
  'array',
  'uint64',
  'int64',
  'float64',
] as const;
export type GgufTypeName = (typeof typeNames)[number];
export type GgufElementType = Exclude<GgufTypeName, 'array'>;
export type GgufNumberType = Exclude<GgufElementType, 'string' | 'bool'>;

/** Arrays stay in the bytes of the file: a vocabulary is walked, not turned into 150,000 objects. */
export type GgufArray = {
  readonly type: 'array';
  readonly elementType: GgufElementType;
  readonly count: number;
  readonly bytes: Buffer;
};
export type GgufValue =
  | { readonly type: GgufNumberType; readonly value: number | bigint }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'string'; readonly value: string }
  | GgufArray;
export type GgufMetadata = ReadonlyMap<string, GgufValue>;

const widths: Readonly<Record<Exclude<GgufElementType, 'string'>, number>> = {
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  bool: 1,
  uint64: 8,
  int64: 8,
  float64: 8,
};

/** Strings of an array walked between two breaths of the event loop. */
const stringsPerTurn = 65_536;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes a name that must be valid UTF-8. @throws AppError `gguf-malformed`. */
export function decodeName(bytes: Uint8Array, field: string): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw malformed(field, 'not valid UTF-8');
  }
}

/** Reads `count` key–value pairs at the cursor. @throws AppError `gguf-*`. */
export async function readMetadata(cursor: HeaderCursor, count: number): Promise<GgufMetadata> {
  const metadata = new Map<string, GgufValue>();
  for (let index = 0; index < count; index += 1) {
    const keyBytes = await cursor.lengthPrefixed(`key ${index}`, ggufLimits.keyBytes);
    const key = decodeName(keyBytes, `key ${index}`);
    if (key === '') throw malformed(`key ${index}`, 'empty');
    if (metadata.has(key)) throw malformed(key, 'the key appears twice');
    if (!cursor.has(4)) await cursor.fill(4);
    metadata.set(key, await readValue(cursor, key, typeNames[cursor.uint32()]));
  }
  return metadata;
}

async function readValue(cursor: HeaderCursor, key: string, type: GgufTypeName | undefined): Promise<GgufValue> {
  if (type === undefined) throw malformed(key, 'unknown value type');
  if (type === 'array') return readArray(cursor, key);
  if (type === 'string') {
    return { type, value: (await cursor.lengthPrefixed(key, ggufLimits.stringBytes)).toString('utf8') };
  }
  if (!cursor.has(widths[type])) await cursor.fill(widths[type]);
  const bytes = cursor.bytes(widths[type]);
  return type === 'bool' ? { type, value: bytes[0] !== 0 } : { type, value: readNumber(type, bytes, 0) };
}

async function readArray(cursor: HeaderCursor, key: string): Promise<GgufArray> {
  if (!cursor.has(12)) await cursor.fill(12);
  const elementType = typeNames[cursor.uint32()];
  const count = cursor.count();
  // llama.cpp refuses arrays of arrays too.
  if (elementType === undefined || elementType === 'array') throw malformed(key, 'unknown element type');
  if (count > ggufLimits.arrayElements) throw overLimit(key, count, ggufLimits.arrayElements);
  const start = cursor.position;
  if (elementType === 'string') await passStrings(cursor, key, count);
  else {
    const length = count * widths[elementType];
    if (!cursor.has(length)) await cursor.fill(length);
    cursor.bytes(length);
  }
  return { type: 'array', elementType, count, bytes: cursor.since(start) };
}

async function passStrings(cursor: HeaderCursor, key: string, count: number): Promise<void> {
  // Each string takes at least its length's eight bytes, so a false count fails before anything is walked.
  await cursor.fill(count * 8);
  for (let index = 0; index < count; index += 1) {
    if (!cursor.has(8)) await cursor.fill(8);
    const length = cursor.count();
    if (length > ggufLimits.stringBytes) throw overLimit(key, length, ggufLimits.stringBytes);
    if (!cursor.has(length)) await cursor.fill(length);
    cursor.position += length;
    if (index % stringsPerTurn === stringsPerTurn - 1) await setImmediate();
  }
}

function readNumber(type: GgufNumberType, bytes: Buffer, offset: number): number | bigint {
  switch (type) {
    case 'uint8':
      return bytes.readUInt8(offset);
    case 'int8':
      return bytes.readInt8(offset);
    case 'uint16':
      return bytes.readUInt16LE(offset);
    case 'int16':
      return bytes.readInt16LE(offset);
    case 'uint32':
      return bytes.readUInt32LE(offset);
    case 'int32':
      return bytes.readInt32LE(offset);
    case 'float32':
      return bytes.readFloatLE(offset);
    case 'float64':
      return bytes.readDoubleLE(offset);
    case 'uint64':
      return plainInteger(bytes.readBigUInt64LE(offset));
    case 'int64':
      return plainInteger(bytes.readBigInt64LE(offset));
  }
}

function plainInteger(value: bigint): number | bigint {
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : value;
}

/** The elements of an array of numbers. */
export function arrayNumbers(array: GgufArray): (number | bigint)[] {
  const { elementType } = array;
  if (elementType === 'string') return [];
  if (elementType === 'bool') return [...array.bytes].map((byte) => (byte === 0 ? 0 : 1));
  return Array.from({ length: array.count }, (_, index) =>
    readNumber(elementType, array.bytes, index * widths[elementType]),
  );
}

/** Calls `visit` with where each string of the array begins and ends in `array.bytes`, letting the event loop breathe. */
export async function visitStrings(
  array: GgufArray,
  visit: (start: number, end: number, index: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  let offset = 0;
  for (let index = 0; index < array.count; index += 1) {
    const end = offset + 8 + array.bytes.readUInt32LE(offset);
    visit(offset + 8, end, index);
    offset = end;
    if (index % stringsPerTurn === stringsPerTurn - 1) {
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
}
