import { crc32 } from 'node:zlib';
import { AppError } from '../contract/errors.ts';
import type { PacedFlow } from './paced-flow.ts';
import type { PartFile } from './part-file.ts';

/** Written at once: large enough to be cheap, small enough that eight connections stay within some megabytes. */
const batchBytes = 256 * 1024;

export type SegmentWriterOptions = {
  readonly part: PartFile;
  readonly segment: number;
  /** After bytes reached the file. */
  readonly onWritten: (bytes: number) => void;
  readonly onError: (error: unknown) => void;
};

/** Takes a segment's bytes in order and writes them in batches, one at a time; slows the network when the disk is slower. */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  #chunks: Uint8Array[] = [];
  #queuedBytes = 0;
  #acceptedBytes: number;
  #crc: number;
  #writing: Promise<void> | null = null;
  #isFailed = false;
  #flow: PacedFlow | null = null;

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.#acceptedBytes = options.part.map.written(options.segment);
    this.#crc = options.part.map.crc(options.segment);
  }

  begin(flow: PacedFlow): void {
    this.#flow = flow;
  }

  /** Bytes of the segment that have not arrived yet. */
  get missingBytes(): number {
    return this.#options.part.map.length(this.#options.segment) - this.#acceptedBytes;
  }

  take(bytes: Uint8Array): void {
    // zlib answers 0, not the CRC so far, for the empty pieces that follow a pause.
    if (bytes.length === 0) return;
    if (bytes.length > this.missingBytes)
      throw new AppError('hub-malformed', { detail: 'more bytes than asked for' }, { isRetryable: true });
    this.#chunks.push(bytes);
    this.#queuedBytes += bytes.length;
    this.#acceptedBytes += bytes.length;
    this.#crc = crc32(bytes, this.#crc);
    if (this.#queuedBytes < batchBytes) return;
    if (this.#writing === null) this.#writing = this.#write();
    else if (this.#queuedBytes >= 2 * batchBytes) this.#flow?.hold('disk');
  }

  /** Resolves when all that arrived is in the file. */
  async flush(): Promise<void> {
    await this.#writing;
    if (this.#queuedBytes > 0 && !this.#isFailed) await this.#write();
  }

  /** Never rejects: failures go to `onError`, because nobody waits here while bytes still arrive. */
  async #write(): Promise<void> {
    const { part, segment, onWritten, onError } = this.#options;
    try {
      do {
        const chunks = this.#chunks;
        const bytes = this.#queuedBytes;
        const crc = this.#crc;
        this.#chunks = [];
        this.#queuedBytes = 0;
        await part.write(chunks, part.map.start(segment) + part.map.written(segment));
        part.map.add(segment, bytes, crc);
        chunks.forEach(releaseMemory);
        onWritten(bytes);
        this.#flow?.free('disk');
      } while (this.#queuedBytes >= batchBytes);
    } catch (error) {
      this.#isFailed = true;
      onError(error);
    } finally {
      this.#writing = null;
    }
  }
}

/**
 * Gives a written piece's memory back at once. The collector sees only the small objects and lets tens of megabytes of
 * read buffers pile up behind them. Only pieces that are alone in their memory qualify.
 */
function releaseMemory({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
