/** What a journal keeps of each segment: bytes on disk from its start, and their CRC-32. */
export type SegmentRecord = { readonly written: number; readonly crc: number };

/**
 * Which bytes of a file are on disk. Segments are claimed in order, one fetcher each, and filled from their start, so
 * that writing is nearly sequential and the checksum can follow the contiguous front.
 */
export class SegmentMap {
  readonly sizeBytes: number;
  readonly segmentBytes: number;
  readonly count: number;
  readonly #written: number[];
  readonly #crc: number[];
  readonly #claimed = new Set<number>();
  #firstOpen = 0;
  #receivedBytes = 0;

  constructor(sizeBytes: number, segmentBytes: number, records: readonly SegmentRecord[] = []) {
    this.sizeBytes = sizeBytes;
    this.segmentBytes = segmentBytes;
    this.count = Math.max(1, Math.ceil(sizeBytes / segmentBytes));
    this.#written = Array.from({ length: this.count }, (_, index) => records[index]?.written ?? 0);
    this.#crc = Array.from({ length: this.count }, (_, index) => records[index]?.crc ?? 0);
    this.#receivedBytes = this.#written.reduce((sum, bytes) => sum + bytes, 0);
    this.#advance();
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  get isComplete(): boolean {
    return this.#receivedBytes === this.sizeBytes;
  }

  /** Bytes from the start of the file without a gap. */
  get frontBytes(): number {
    return Math.min(this.sizeBytes, this.#firstOpen * this.segmentBytes + (this.#written[this.#firstOpen] ?? 0));
  }

  start(index: number): number {
    return index * this.segmentBytes;
  }

  length(index: number): number {
    return Math.min(this.segmentBytes, this.sizeBytes - this.start(index));
  }

  written(index: number): number {
    return this.#written[index] ?? 0;
  }

  crc(index: number): number {
    return this.#crc[index] ?? 0;
  }

  isDone(index: number): boolean {
    return this.written(index) === this.length(index);
  }

  /** The first segment that is neither whole nor claimed; null when there is none. */
  claim(): number | null {
    for (let index = this.#firstOpen; index < this.count; index += 1) {
      if (this.isDone(index) || this.#claimed.has(index)) continue;
      this.#claimed.add(index);
      return index;
    }
    return null;
  }

  release(index: number): void {
    this.#claimed.delete(index);
  }

  /** Bytes that reached the file; `crc` covers the segment from its start. */
  add(index: number, bytes: number, crc: number): void {
    this.#written[index] = this.written(index) + bytes;
    this.#crc[index] = crc;
    this.#receivedBytes += bytes;
    if (index === this.#firstOpen) this.#advance();
  }

  /** Forgets a segment whose bytes are not to be trusted. */
  reset(index: number): void {
    this.#receivedBytes -= this.written(index);
    this.#written[index] = 0;
    this.#crc[index] = 0;
    this.#firstOpen = Math.min(this.#firstOpen, index);
  }

  resetAll(): void {
    for (let index = 0; index < this.count; index += 1) this.reset(index);
  }

  records(): SegmentRecord[] {
    return this.#written.map((written, index) => ({ written, crc: this.crc(index) }));
  }

  #advance(): void {
    while (this.#firstOpen < this.count - 1 && this.isDone(this.#firstOpen)) this.#firstOpen += 1;
  }
}
