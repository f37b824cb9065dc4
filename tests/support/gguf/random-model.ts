import { encodeTensorData, fileTypeIds, halfBits, tensorEncodings } from './ggml-encoding.ts';
import { writeGguf, type TensorSource } from './gguf-writer.ts';
import { chatMlTemplate, leadingTokens, llamaMetadata, tokenTypes, type LlamaShape } from './llama-metadata.ts';
import { llamaLayerTensors } from './llama-tensors.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

export type RandomModelOptions = {
  readonly path: string;
  readonly seed: number;
  readonly layers: number;
  /** A multiple of 32 and of `heads`. */
  readonly embedding: number;
  /** A multiple of 32. */
  readonly feedForward: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** Tokens; at least 300. */
  readonly vocabulary: number;
  readonly quantization: 'Q8_0' | 'Q4_0' | 'F16';
  readonly contextLength: number;
  readonly name?: string;
};

/** Standard deviation of the weights; the usual initial value of small transformers. */
const deviation = 0.02;
/** Pattern of random blocks that is tiled over all tensors, from a seeded offset each time. */
const patternBytes = 4 * 1024 * 1024;

/**
 * Writes a llama-architecture model of a chosen size with random weights: nonsense to read, but every operation a real
 * model of that shape performs. It practically never ends a reply by itself. @returns the file's size in bytes.
 */
export async function writeRandomModel(options: RandomModelOptions): Promise<number> {
  const { embedding, quantization } = options;
  const random = seededRandom(options.seed);
  const pattern = randomBlocks(quantization, random);
  const tokens = inventedVocabulary(options.vocabulary);
  const shape: LlamaShape = {
    ...options,
    name: options.name ?? 'Random',
    fileType: fileTypeIds[quantization],
    headLength: embedding / options.heads,
    tokens,
    chatTemplate: chatMlTemplate,
  };
  const withData = (tensor: Omit<TensorSource, 'data'>): TensorSource => {
    if (tensor.encoding === 'F32') return { ...tensor, data: () => [ones(tensor.dimensions[0] ?? 0)] };
    return { ...tensor, data: () => tiles(pattern, tensor, random.bits()) };
  };
  const matrix = (name: string): TensorSource =>
    withData({ name, dimensions: [embedding, tokens.length], encoding: quantization });
  const layers = Array.from({ length: options.layers }, (_, layer) =>
    llamaLayerTensors(shape, layer, quantization),
  ).flat();
  return writeGguf(options.path, {
    metadata: llamaMetadata(shape),
    tensors: [
      matrix('token_embd.weight'),
      ...layers.map(withData),
      withData({ name: 'output_norm.weight', dimensions: [embedding], encoding: 'F32' }),
      silenceParts(matrix('output.weight')),
    ],
  });
}

function ones(length: number): Buffer {
  return encodeTensorData('F32', new Float32Array(length).fill(1));
}

/** Blocks whose decoded values have about the wanted deviation and a mean of zero. */
function randomBlocks(quantization: RandomModelOptions['quantization'], random: SeededRandom): Buffer {
  const { blockBytes } = tensorEncodings[quantization];
  const bytes = Buffer.alloc(Math.floor(patternBytes / blockBytes) * blockBytes);
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(random.bits(), at);
  if (quantization === 'F16') {
    // Keeps the sign and mantissa random and spreads the magnitude from 2^-7 to 2^-5.
    for (let at = 0; at < bytes.length; at += 2) {
      const bits = bytes.readUInt16LE(at);
      bytes.writeUInt16LE((bits & 0x83ff) | ((8 + ((bits >>> 10) & 1)) << 10), at);
    }
    return bytes;
  }
  // Uniform integers deviate by their range / √12: 255 steps in Q8_0, 15 in Q4_0.
  const scale = (deviation * Math.sqrt(12)) / (quantization === 'Q8_0' ? 255 : 15);
  for (let at = 0; at < bytes.length; at += blockBytes) bytes.writeUInt16LE(halfBits(scale), at);
  return bytes;
}

function* tiles(pattern: Buffer, tensor: Omit<TensorSource, 'data'>, start: number): Iterable<Uint8Array> {
  const { blockElements, blockBytes } = tensorEncodings[tensor.encoding];
  const elements = tensor.dimensions.reduce((product, dimension) => product * dimension, 1);
  let left = (elements / blockElements) * blockBytes;
  let offset = (start % (pattern.length / blockBytes)) * blockBytes;
  while (left > 0) {
    const piece = pattern.subarray(offset, Math.min(pattern.length, offset + left));
    yield piece;
    left -= piece.length;
    offset = 0;
  }
}

/** Zeroes the output rows of tokens that must not appear: their logit is always 0, far below the best of the others. */
function silenceParts(output: TensorSource): TensorSource {
  const { blockElements, blockBytes } = tensorEncodings[output.encoding];
  const silentBytes = (silentCount * (output.dimensions[0] ?? 0) * blockBytes) / blockElements;
  return {
    ...output,
    data: function* silenced() {
      let position = 0;
      for (const piece of output.data?.() ?? []) {
        const silent = Math.min(piece.length, Math.max(0, silentBytes - position));
        if (silent > 0) yield Buffer.alloc(silent);
        if (silent < piece.length) yield piece.subarray(silent);
        position += piece.length;
      }
    },
  };
}

const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo', 'wy', 'za'];

/** Letters and syllables only serve to merge words, so that a reply tokenizes back to the tokens it was made of. */
const mergeTokens: LlamaShape['tokens'] = [
  ...[...new Set(syllables.join(''))].map((text) => ({ text, type: tokenTypes.normal })),
  ...syllables.map((text) => ({ text, type: tokenTypes.normal, score: 0 })),
];

/** Tokens that never stand in a reply: special ones, bytes, and parts of words. */
const silentCount = leadingTokens.length + mergeTokens.length;

/** Invented words, each with all its beginnings, shortest first. */
function inventedVocabulary(size: number): LlamaShape['tokens'] {
  const tokens = [...leadingTokens, ...mergeTokens];
  let shorter = ['\u2581'];
  for (let length = 1; tokens.length < size; length += 1) {
    shorter = shorter.flatMap((word) => syllables.map((syllable) => word + syllable)).slice(0, size - tokens.length);
    tokens.push(...shorter.map((text) => ({ text, type: tokenTypes.normal, score: -length })));
  }
  return tokens;
}
