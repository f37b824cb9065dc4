/** The thirteen value types of a GGUF header, by their number in the file (ggml's `gguf.h`). */
export const ggufTypeIds = {
  uint8: 0,
  int8: 1,
  uint16: 2,
  int16: 3,
  uint32: 4,
  int32: 5,
  float32: 6,
  bool: 7,
  string: 8,
  array: 9,
  uint64: 10,
  int64: 11,
  float64: 12,
} as const;

export type GgufTypeName = keyof typeof ggufTypeIds;
export type GgufScalarType = Exclude<GgufTypeName, 'array'>;

/** A value ready to be written: its type's number and its bytes after that number. */
export type GgufValue = { readonly typeId: number; readonly bytes: Buffer };

/** Text may be given as bytes, so that invalid UTF-8 can be written. */
export function encodeString(text: string | Uint8Array): Buffer {
  const body = typeof text === 'string' ? Buffer.from(text, 'utf8') : Buffer.from(text);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(body.length));
  return Buffer.concat([length, body]);
}

export function encodeUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function encodeUint64(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

const encoders: Readonly<
  Record<Exclude<GgufScalarType, 'string'>, readonly [number, (view: Buffer, value: number) => void]>
> = {
  uint8: [1, (view, value) => view.writeUInt8(value)],
  int8: [1, (view, value) => view.writeInt8(value)],
  uint16: [2, (view, value) => view.writeUInt16LE(value)],
  int16: [2, (view, value) => view.writeInt16LE(value)],
  uint32: [4, (view, value) => view.writeUInt32LE(value)],
  int32: [4, (view, value) => view.writeInt32LE(value)],
  float32: [4, (view, value) => view.writeFloatLE(value)],
  bool: [1, (view, value) => view.writeUInt8(value)],
  uint64: [8, (view, value) => view.writeBigUInt64LE(BigInt(value))],
  int64: [8, (view, value) => view.writeBigInt64LE(BigInt(value))],
  float64: [8, (view, value) => view.writeDoubleLE(value)],
};

function encodeNumbers(type: Exclude<GgufScalarType, 'string'>, values: Iterable<number>, count: number): Buffer {
  const [width, write] = encoders[type];
  const bytes = Buffer.alloc(width * count);
  let offset = 0;
  for (const value of values) {
    write(bytes.subarray(offset, offset + width), value);
    offset += width;
  }
  return bytes;
}

/** A number of the given type. */
export function numberValue(type: Exclude<GgufScalarType, 'string' | 'bool'>, value: number): GgufValue {
  return { typeId: ggufTypeIds[type], bytes: encodeNumbers(type, [value], 1) };
}

export function booleanValue(value: boolean): GgufValue {
  return { typeId: ggufTypeIds.bool, bytes: Buffer.from([value ? 1 : 0]) };
}

export function textValue(text: string | Uint8Array): GgufValue {
  return { typeId: ggufTypeIds.string, bytes: encodeString(text) };
}

export function numberArray(type: Exclude<GgufScalarType, 'string'>, values: readonly number[]): GgufValue {
  return arrayValue(ggufTypeIds[type], values.length, encodeNumbers(type, values, values.length));
}

export function textArray(texts: readonly (string | Uint8Array)[]): GgufValue {
  return arrayValue(ggufTypeIds.string, texts.length, Buffer.concat(texts.map(encodeString)));
}

/** An array whose element type, count and bytes are given as they are, true or not. */
export function arrayValue(elementTypeId: number, count: number | bigint, elements: Uint8Array): GgufValue {
  return {
    typeId: ggufTypeIds.array,
    bytes: Buffer.concat([encodeUint32(elementTypeId), encodeUint64(count), elements]),
  };
}
