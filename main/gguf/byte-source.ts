/** Random access to the bytes of a GGUF file, wherever it lies: on disk, or behind HTTP range requests. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** @returns up to `length` bytes from `offset`; fewer only at the source's end. */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
}
