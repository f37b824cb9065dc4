import { AppError } from '../contract/errors.ts';
import { endedEarly, fetchRange, type RangeSource } from './fetch-range.ts';
import type { PacedFlow } from './paced-flow.ts';
import type { PartFile } from './part-file.ts';
import { SegmentWriter } from './segment-writer.ts';

/**
 * For servers without ranges: reads the file from its first byte over one connection, and keeps what is missing.
 * @throws AppError as `fetchRange`; errors of the disk.
 */
export async function fetchWhole(
  source: RangeSource,
  part: PartFile,
  onWritten: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const failure = new AbortController();
  const taker = new WholeTaker(part, onWritten, (error) => failure.abort(error));
  const range = { start: 0, end: part.map.sizeBytes };
  try {
    await fetchRange(source, range, taker, AbortSignal.any([signal, failure.signal]));
  } finally {
    await taker.flush();
  }
  failure.signal.throwIfAborted();
  if (!part.map.isComplete) throw endedEarly(source);
}

class WholeTaker {
  readonly #part: PartFile;
  readonly #onWritten: (bytes: number) => void;
  readonly #onError: (error: unknown) => void;
  readonly #flushing: Promise<void>[] = [];
  #flow: PacedFlow | undefined;
  #position = 0;
  #segment = -1;
  #writer: SegmentWriter | null = null;

  constructor(part: PartFile, onWritten: (bytes: number) => void, onError: (error: unknown) => void) {
    this.#part = part;
    this.#onWritten = onWritten;
    this.#onError = onError;
  }

  begin(_kind: string, flow: PacedFlow): boolean {
    this.#flow = flow;
    return true;
  }

  take(bytes: Uint8Array): void {
    const { map } = this.#part;
    if (this.#position + bytes.length > map.sizeBytes) throw new AppError('hub-malformed', { detail: 'a longer file' });
    for (let rest = bytes; rest.length > 0;) {
      const segment = Math.floor(this.#position / map.segmentBytes);
      if (segment !== this.#segment) this.#enter(segment);
      const leftInSegment = map.start(segment) + map.length(segment) - this.#position;
      const piece = rest.subarray(0, Math.min(rest.length, leftInSegment));
      // What is on disk already comes again and is skipped.
      const knownBytes = Math.max(0, leftInSegment - (this.#writer?.missingBytes ?? 0));
      if (knownBytes < piece.length) this.#writer?.take(piece.subarray(knownBytes));
      this.#position += piece.length;
      rest = rest.subarray(piece.length);
    }
  }

  async flush(): Promise<void> {
    if (this.#writer) this.#flushing.push(this.#writer.flush());
    this.#writer = null;
    await Promise.all(this.#flushing);
  }

  #enter(segment: number): void {
    if (this.#writer) this.#flushing.push(this.#writer.flush());
    this.#segment = segment;
    this.#writer = new SegmentWriter({
      part: this.#part,
      segment,
      onWritten: this.#onWritten,
      onError: this.#onError,
    });
    if (this.#flow) this.#writer.begin(this.#flow);
  }
}
