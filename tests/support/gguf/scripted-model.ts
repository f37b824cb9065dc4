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
  /** Default ChatML; null is a file without any. */
  readonly chatTemplate?: string | null;
  /** Further special tokens; each may come once in the reply, and is said as a token there. */
  readonly specials?: readonly string[];
  readonly ballast?: { readonly layers: number; readonly feedForward: number };
  /** Begins again where it would end. */
  readonly endless?: boolean;
  /** Trained context length, tokens; default 8192. */
  readonly contextLength?: number;
};

const never = -60;

/** Writes a real llama-architecture model that answers everything with the same text and then ends. */
export async function writeScriptedModel(options: ScriptedModelOptions): Promise<number> {
  const specials = options.specials ?? [];
  const pieces = uniquePieces(options.reply, specials);
  const said = pieces.map((text) => ({
    text,
    type: specials.includes(text) ? tokenTypes.control : tokenTypes.userDefined,
  }));
  const unsaid = specials.filter((text) => !pieces.includes(text));
  const tokens = [...leadingTokens, ...said, ...unsaid.map((text) => ({ text, type: tokenTypes.control }))];
  const first = leadingTokens.length;
  const last = first + said.length - 1;
  const next = (from: number): number => {
    if (from < first || from > last) return first;
    if (from < last) return from + 1;
    return options.endless === true ? first : specialTokenIds.turnEnd;
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
    contextLength: options.contextLength ?? 8192,
    tokens,
    chatTemplate: options.chatTemplate === undefined ? chatMlTemplate : options.chatTemplate,
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
function uniquePieces(text: string, specials: readonly string[]): string[] {
  const seen = new Set(leadingTokens.map((token) => token.text));
  const pieces: string[] = [];
  for (const part of splitAround(text, specials)) {
    if (specials.includes(part)) pieces.push(part);
    else pieces.push(...cutPart(part, seen));
  }
  return pieces;
}

function cutPart(text: string, seen: Set<string>): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of text) {
    piece += character;
    if (piece.length < 4 || seen.has(piece) || promptEnd.endsWith(piece)) continue;
    seen.add(piece);
    pieces.push(piece);
    piece = '';
  }
  if (piece !== '') pieces.push((pieces.pop() ?? '') + piece);
  return pieces;
}

function splitAround(text: string, specials: readonly string[]): string[] {
  const split = (parts: readonly string[], special: string): string[] =>
    parts.flatMap((part) => part.split(special).flatMap((piece, index) => (index === 0 ? [piece] : [special, piece])));
  return specials.reduce(split, [text]).filter((part) => part !== '');
}
