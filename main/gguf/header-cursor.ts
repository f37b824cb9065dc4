import { AppError } from '../contract/errors.ts';
import type { ByteSource } from './byte-source.ts';
import { ggufLimits } from './gguf-limits.ts';

/** First read; most headers of small models fit. Each further read doubles what is held, up to `largestRead` at once. */
const firstReadBytes = 256 * 1024;
const largestReadBytes = 16 * 1024 * 1024;

/**
 * Walks forward through a header. `has` says whether bytes are at hand and `fill` fetches them; the plain readers after
 * that are synchronous, so that an array of 150,000 strings costs no 150,000 promises.
 */
export class HeaderCursor {
  position = 0;
  private readonly source: ByteSource;
  private readonly signal: AbortSignal | undefined;
  private buffer: Buffer = Buffer.alloc(0);
  private filled = 0;

  constructor(source: ByteSource, signal?: AbortSignal) {
    this.source = source;
    this.signal = signal;
  }

  has(byteCount: number): boolean {
    return this.position + byteCount <= this.filled;
  }

  /** Makes `byteCount` bytes available at the position. @throws AppError `gguf-truncated`, `gguf-limit`; the signal's reason. */
  async fill(byteCount: number): Promise<void> {
    this.signal?.throwIfAborted();
    const end = this.position + byteCount;
    if (end <= this.filled) return;
    if (end > this.source.sizeBytes) throw truncated(end, this.source.sizeBytes);
    if (end > ggufLimits.headerBytes) throw overLimit('header', end, ggufLimits.headerBytes);
    const step = Math.min(Math.max(firstReadBytes, this.filled), largestReadBytes);
    const wanted = Math.min(Math.max(end, this.filled + step), this.source.sizeBytes, ggufLimits.headerBytes);
    this.reserve(wanted);
    while (this.filled < end) await this.readMore(wanted, end);
  }

  private reserve(size: number): void {
    if (size <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.min(Math.max(size, this.buffer.length * 2), this.source.sizeBytes));
    this.buffer.copy(larger, 0, 0, this.filled);
    this.buffer = larger;
  }

  private async readMore(wanted: number, end: number): Promise<void> {
    const piece = await this.source.read(this.filled, wanted - this.filled, this.signal);
    this.signal?.throwIfAborted();
    // The file became shorter while it was being read.
    if (piece.length === 0) throw truncated(end, this.filled);
    this.buffer.set(piece.subarray(0, wanted - this.filled), this.filled);
    this.filled += piece.length;
  }

  uint32(): number {
    const value = this.buffer.readUInt32LE(this.position);
    this.position += 4;
    return value;
  }

  /** A count or length: exact up to 2^53, merely huge above. */
  count(): number {
    const low = this.buffer.readUInt32LE(this.position);
    const high = this.buffer.readUInt32LE(this.position + 4);
    this.position += 8;
    return high * 2 ** 32 + low;
  }

  /** A view of the next bytes. */
  bytes(byteCount: number): Buffer {
    const view = this.buffer.subarray(this.position, this.position + byteCount);
    this.position += byteCount;
    return view;
  }

  /** A view of what was passed since `start`. */
  since(start: number): Buffer {
    return this.buffer.subarray(start, this.position);
  }

  /** A length-prefixed string's bytes. @throws AppError `gguf-limit` when it is longer than `limit` bytes. */
  async lengthPrefixed(field: string, limit: number): Promise<Buffer> {
    if (!this.has(8)) await this.fill(8);
    const length = this.count();
    if (length > limit) throw overLimit(field, length, limit);
    if (!this.has(length)) await this.fill(length);
    return this.bytes(length);
  }
}

export function truncated(expectedBytes: number, actualBytes: number): AppError {
  return new AppError('gguf-truncated', { expectedBytes, actualBytes });
}

export function overLimit(field: string, value: number, limit: number): AppError {
  return new AppError('gguf-limit', { field: shortField(field), value, limit });
}

export function malformed(field: string, detail: string): AppError {
  return new AppError('gguf-malformed', { field: shortField(field), detail });
}

/** A key may be 65,535 bytes long; a person is shown one line. */
function shortField(field: string): string {
  return field.length > 100 ? `${field.slice(0, 99)}…` : field;
}
