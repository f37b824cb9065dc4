import { bigramLogits } from './bigram-logits.ts';
import { bigramStages } from './bigram-text.ts';
import { learnBigrams } from './bigram-vocabulary.ts';
import { fileTypeIds } from './ggml-encoding.ts';
import { alignUp, writeGguf } from './gguf-writer.ts';
import {
  chatMlTemplate,
  leadingTokens,
  llamaMetadata,
  specialTokenIds,
  tokenTypes,
  type LlamaShape,
} from './llama-metadata.ts';
import { llamaLayerTensors } from './llama-tensors.ts';
import { nextTokenTensors } from './next-token-tensors.ts';

export type BigramModelOptions = {
  readonly path: string;
  /** Bends the learnt odds: another seed speaks differently, the same seed writes the same bytes. */
  readonly seed: number;
  readonly name?: string;
  /** Trained context length, tokens; default 4096. */
  readonly contextLength?: number;
  /** Null leaves the template out; default ChatML. */
  readonly chatTemplate?: string | null;
  /** `general.license`; absent by default. */
  readonly licence?: string;
  /** Never ends a reply by itself, so that a test can stop or kill it. */
  readonly endless?: boolean;
  /** Layers of zeros that cost time and change nothing; holes in the file, so they take no disk. */
  readonly ballast?: { readonly layers: number; readonly feedForward: number };
};

/**
 * Writes a llama-architecture model that has learnt our own text: its embedding is one-hot and its output rows are the
 * log-counts of what followed each piece, so a reply is a few readable sentences (40–150 tokens) and then ends.
 * @returns the file's size in bytes.
 */
export async function writeBigramModel(options: BigramModelOptions): Promise<number> {
  const chain = learnBigrams(bigramStages);
  const tokens = [...leadingTokens, ...chain.pieces.map((text) => ({ text, type: tokenTypes.userDefined }))];
  const ids = new Map(tokens.map(({ text }, id) => [text, id]));
  const idOf = (piece: string): number => ids.get(piece) ?? specialTokenIds.unknown;
  const again = [...new Set(bigramStages[1]?.map((sentence) => pieceAtStart(chain.pieces, ` ${sentence}`)))];
  const afterEnd = options.endless === true ? again.map(idOf) : [specialTokenIds.turnEnd];
  const logits = bigramLogits(chain, { size: tokens.length, seed: options.seed, idOf, afterEnd });
  const shape: LlamaShape = {
    name: options.name ?? 'Bigram',
    fileType: fileTypeIds.F16,
    layers: options.ballast?.layers ?? 1,
    embedding: alignUp(tokens.length, 32),
    feedForward: options.ballast?.feedForward ?? 32,
    heads: 1,
    kvHeads: 1,
    headLength: 32,
    contextLength: options.contextLength ?? 4096,
    tokens,
    chatTemplate: options.chatTemplate === undefined ? chatMlTemplate : options.chatTemplate,
    ...(options.licence === undefined ? {} : { licence: options.licence }),
  };
  const layers = Array.from({ length: shape.layers }, (_, layer) => llamaLayerTensors(shape, layer, 'Q8_0')).flat();
  return writeGguf(options.path, {
    metadata: llamaMetadata(shape),
    tensors: [
      ...nextTokenTensors(shape.embedding, logits.size, (from, to) => logits.values[from * logits.size + to] ?? 0),
      ...layers,
    ],
  });
}

function pieceAtStart(pieces: readonly string[], sentence: string): string {
  const candidates = pieces.filter((piece) => sentence.startsWith(piece));
  return candidates.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
