import { AppError } from '../contract/errors.ts';

/** The process, the engine's libraries and the smallest context. */
const baseBytes = 200_000_000;
/** Context and compute buffers beside the weights; a rough share, measured at 8,192 tokens on common sizes. */
const contextShare = 0.12;

/** What loading a file of this size is likely to take. Deliberately rough: it must refuse only what cannot work. */
export function neededMemoryBytes(sizeBytes: number): number {
  return Math.round(sizeBytes * (1 + contextShare) + baseBytes);
}

export function memoryShortError(neededBytes: number, freeBytes: number): AppError {
  return new AppError('memory-short', { neededBytes, freeBytes: Math.round(freeBytes) }, { isRetryable: true });
}
