import type { HubFile } from '../../../contract/hub.ts';
import type { ModelShape } from '../../../contract/model-shape.ts';

/** Bits a weight of whole files by the beginning of their label, measured on Llama-3.1-8B. */
const usualBits: readonly (readonly [prefix: string, bits: number])[] = [
  ['F32', 32],
  ['F16', 16],
  ['BF16', 16],
  ['MXFP4', 4.5],
  ['NVFP4', 4.7],
  ['TQ1', 1.8],
  ['TQ2', 2.3],
  ['IQ1', 2],
  ['IQ2', 2.6],
  ['IQ3', 3.5],
  ['IQ4', 4.5],
  ['Q1', 1.5],
  ['Q2', 3.2],
  ['Q3', 3.9],
  ['Q4', 4.8],
  ['Q5', 5.6],
  ['Q6', 6.6],
  ['Q8', 8.5],
];

/**
 * Whether a file is likely another quantization of the model with this shape: its size is what its label makes of that
 * many weights. Small models are heavier than their label says, because their embeddings stay in more bits.
 */
export function looksLikeSibling(file: HubFile, shape: ModelShape): boolean {
  const expected = usualBits.find(([prefix]) => file.quantization?.startsWith(prefix))?.[1];
  if (expected === undefined) return false;
  const ratio = (file.sizeBytes * 8) / shape.parameterCount / expected;
  return ratio > 0.6 && ratio < 1.7;
}
