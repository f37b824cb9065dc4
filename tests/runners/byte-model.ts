import { fileTypeIds } from '../support/gguf/ggml-encoding.ts';
import { alignUp, writeGguf } from '../support/gguf/gguf-writer.ts';
import {
  chatMlTemplate,
  leadingTokens,
  llamaMetadata,
  specialTokenIds,
  type LlamaShape,
} from '../support/gguf/llama-metadata.ts';
import { llamaLayerTensors } from '../support/gguf/llama-tensors.ts';
import { nextTokenTensors } from '../support/gguf/next-token-tensors.ts';

/** Byte tokens follow the special ones, in order. */
const firstByteId = 4;
const never = -60;

/**
 * Writes a model that answers with the text one byte at a time, as models do with characters they have no token for.
 * @param text no byte of it may come twice: each token has one successor.
 */
export async function writeByteModel(path: string, text: string): Promise<number> {
  const ids = Array.from(Buffer.from(text), (byte) => firstByteId + byte);
  const next = (from: number): number => {
    const at = ids.indexOf(from);
    return (at < 0 ? ids[0] : ids[at + 1]) ?? specialTokenIds.turnEnd;
  };
  const shape: LlamaShape = {
    name: 'Bytes',
    fileType: fileTypeIds.F16,
    layers: 1,
    embedding: alignUp(leadingTokens.length, 32),
    feedForward: 32,
    heads: 1,
    kvHeads: 1,
    headLength: 32,
    contextLength: 4096,
    tokens: leadingTokens,
    chatTemplate: chatMlTemplate,
  };
  const nextTokens = nextTokenTensors(shape.embedding, leadingTokens.length, (from, to) =>
    next(from) === to ? 0 : never,
  );
  return writeGguf(path, {
    metadata: llamaMetadata(shape),
    tensors: [...nextTokens, ...llamaLayerTensors(shape, 0, 'Q8_0')],
  });
}
