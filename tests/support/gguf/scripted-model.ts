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

export type ScriptedModelOptions = {
  readonly path: string;
  readonly name: string;
  /** What every reply says, word for word, at any temperature: for screens that must show exact, also hostile, text. */
  readonly reply: string;
  /** Default ChatML. */
  readonly chatTemplate?: string;
  readonly ballast?: { readonly layers: number; readonly feedForward: number };
};

const never = -60;

/** Writes a real llama-architecture model that answers everything with the same text and then ends. */
export async function writeScriptedModel(options: ScriptedModelOptions): Promise<number> {
  const pieces = uniquePieces(options.reply);
  const tokens = [...leadingTokens, ...pieces.map((text) => ({ text, type: tokenTypes.userDefined }))];
  const first = leadingTokens.length;
  const next = (from: number): number => {
    if (from < first) return first;
    return from + 1 < tokens.length ? from + 1 : specialTokenIds.turnEnd;
  };
  const shape: LlamaShape = {
    name: options.name,
    fileType: fileTypeIds.F16,
    layers: options.ballast?.layers ?? 1,
    embedding: alignUp(tokens.length, 32),
    feedForward: options.ballast?.feedForward ?? 32,
    heads: 1,
    kvHeads: 1,
    headLength: 32,
    contextLength: 8192,
    tokens,
    chatTemplate: options.chatTemplate ?? chatMlTemplate,
  };
  const layers = Array.from({ length: shape.layers }, (_, layer) => llamaLayerTensors(shape, layer, 'Q8_0')).flat();
  return writeGguf(options.path, {
    metadata: llamaMetadata(shape),
    tensors: [
      ...nextTokenTensors(shape.embedding, tokens.length, (from, to) => (next(from) === to ? 0 : never)),
      ...layers,
    ],
  });
}

/** The end of every prompt: a piece that could be read there would start the script in its middle. */
const promptEnd = '<|im_start|>assistant\n';

/** Cuts the text into pieces of a few characters that are all different, so that each knows its one successor. */
function uniquePieces(text: string): string[] {
  const seen = new Set(leadingTokens.map((token) => token.text));
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    piece += character;
    if (piece.length < 4 || seen.has(piece) || promptEnd.endsWith(piece)) continue;
    seen.add(piece);
    pieces.push(piece);
    piece = '';
  }
  if (piece !== '') pieces.push(pieces.pop() + piece);
  return pieces;
}
