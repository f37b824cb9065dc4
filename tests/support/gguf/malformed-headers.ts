import {
  arrayValue,
  encodeUint32,
  encodeUint64,
  ggufTypeIds,
  numberValue,
  textValue,
  type GgufValue,
} from './gguf-value.ts';
import type { GgufHeader } from './gguf-writer.ts';
import { refused, refusedFolder, type MalformedFile } from './malformed-file.ts';
import { assembleFile, dataStart, tinyModel, tinyModelWith, type TinyFile } from './tiny-model.ts';

const endless = 2n ** 63n;

function changedHeader(change: Partial<GgufHeader>): TinyFile {
  const base = tinyModel();
  return { ...base, header: { ...base.header, ...change } };
}

function withEntry(key: string | Uint8Array, value: GgufValue): TinyFile {
  const { metadata } = tinyModel().header;
  return changedHeader({ metadata: [...metadata, [key, value]] });
}

/** The tiny model cut off after a share of its header, or of its data. */
function cutHeader(share: number): Uint8Array {
  const file = tinyModel();
  return assembleFile(file).subarray(0, Math.floor(dataStart(file) * share));
}

function cutData(share: number): Uint8Array {
  const file = tinyModel();
  return assembleFile(file).subarray(0, dataStart(file) + Math.floor(file.data.length * share));
}

/** Arrays of one array of one array …, as deep as asked. */
function nestedArrays(depth: number): GgufValue {
  const levels = Array.from({ length: depth }, () => Buffer.concat([encodeUint32(ggufTypeIds.array), encodeUint64(1)]));
  return arrayValue(ggufTypeIds.array, 1, Buffer.concat(levels));
}

function bigEndian(): Uint8Array {
  const bytes = Buffer.from(assembleFile(tinyModel()));
  bytes.writeUInt32BE(3, 4);
  return bytes;
}

const hang = 'hangs for minutes';
const zeroFill = 'a header read with zero-fill past the end "succeeds"';

/** Files whose outermost form is wrong. */
export const malformedHeaders: readonly MalformedFile[] = [
  refusedFolder('a folder'),
  refused('zero bytes', zeroFill, 'gguf-not-gguf', () => Buffer.alloc(0)),
  refused('a text file', 'no model at all', 'gguf-not-gguf', () =>
    Buffer.from('Once upon a time there was a scale.\n'),
  ),
  refused('wrong magic', 'no model at all', 'gguf-not-gguf', () => changedHeader({ magic: 'GGML' })),
  refused('magic alone', zeroFill, 'gguf-truncated', () => Buffer.from('GGUF')),
  ...[0, 1, 99].map((version) =>
    refused(`version ${version}`, 'another layout', 'gguf-version-unsupported', () => changedHeader({ version })),
  ),
  refused('big-endian', 'every number reads wrong', 'gguf-version-unsupported', bigEndian),
  ...[0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99].map((share) =>
    refused(`header cut at ${share * 100} %`, zeroFill, 'gguf-truncated', () => cutHeader(share)),
  ),
  ...[0, 0.5, 0.999].map((share) =>
    refused(`data cut at ${share * 100} %`, 'a mapped read past the end is SIGBUS', 'gguf-truncated', () =>
      cutData(share),
    ),
  ),
  refused('a million tensors', hang, 'gguf-limit', () => changedHeader({ tensorCount: 1_000_001 })),
  refused('2^63 tensors', hang, 'gguf-limit', () => changedHeader({ tensorCount: endless })),
  refused('more tensors than there are', 'weights are read as names', 'gguf-limit', () =>
    changedHeader({ tensorCount: 20 }),
  ),
  refused('a million keys', hang, 'gguf-limit', () => changedHeader({ metadataCount: 1_000_001 })),
  refused('2^64 − 1 keys', hang, 'gguf-limit', () => changedHeader({ metadataCount: 2n ** 64n - 1n })),
  refused('a string of 2^63 bytes', 'allocates without end', 'gguf-limit', () =>
    withEntry('general.description', { typeId: ggufTypeIds.string, bytes: encodeUint64(endless) }),
  ),
  refused('a string longer than the file', 'allocates without need', 'gguf-truncated', () =>
    withEntry('general.description', { typeId: ggufTypeIds.string, bytes: encodeUint64(60_000_000) }),
  ),
  refused('an array of 2^62 numbers', 'allocates without end', 'gguf-limit', () =>
    withEntry('general.tags', arrayValue(ggufTypeIds.uint64, 2n ** 62n, Buffer.alloc(0))),
  ),
  refused('an array of four million strings', hang, 'gguf-truncated', () =>
    withEntry('general.tags', arrayValue(ggufTypeIds.string, 4_000_000, Buffer.alloc(0))),
  ),
  refused('arrays nested 10,000 deep', 'recursion overflows the stack', 'gguf-malformed', () =>
    withEntry('general.tags', nestedArrays(10_000)),
  ),
  refused('an unknown value type', 'the rest cannot be found', 'gguf-malformed', () =>
    withEntry('general.tags', { typeId: 77, bytes: Buffer.alloc(8) }),
  ),
  refused('an unknown element type', 'the rest cannot be found', 'gguf-malformed', () =>
    withEntry('general.tags', arrayValue(77, 3, Buffer.alloc(24))),
  ),
  refused('a key twice', 'two answers to one question', 'gguf-malformed', () =>
    withEntry('llama.block_count', numberValue('uint32', 2)),
  ),
  refused('an empty key', 'asserted', 'gguf-malformed', () => withEntry('', numberValue('uint32', 2))),
  refused('a key that is not UTF-8', 'no name', 'gguf-malformed', () =>
    withEntry(Buffer.from([0xff, 0xfe, 0x2e, 0x80]), textValue('x')),
  ),
  refused('a key of 100,000 bytes', 'no name', 'gguf-limit', () => withEntry('k'.repeat(100_000), textValue('x'))),
  ...[0, 3, 7].map((alignment) =>
    refused(`alignment ${alignment}`, 'divides by zero or misreads', 'gguf-malformed', () =>
      tinyModelWith({ 'general.alignment': numberValue('uint32', alignment) }),
    ),
  ),
  refused('alignment 2^31', 'pads beyond the file', 'gguf-limit', () =>
    tinyModelWith({ 'general.alignment': numberValue('uint32', 2 ** 31) }),
  ),
];
