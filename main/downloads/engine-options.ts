/** What the engine's behaviour depends on; tests shorten the waits. */
export type EngineLimits = {
  readonly maxSegmentBytes: number;
  readonly minConnections: number;
  readonly maxConnections: number;
  readonly maxConnectionsPerHost: number;
  /** A connection without a byte for so long is given up. */
  readonly stallMs: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** Consecutive failures with an answer, without a byte of progress, before giving up. */
  readonly maxAttempts: number;
  readonly commitBytes: number;
  readonly commitMs: number;
  readonly diskCheckBytes: number;
  readonly diskPollMs: number;
  /** Kept free: the larger of both. */
  readonly reserveBytes: number;
  readonly reserveFraction: number;
};

const mega = 1024 * 1024;

export const defaultLimits: EngineLimits = {
  maxSegmentBytes: 16 * mega,
  minConnections: 4,
  maxConnections: 8,
  maxConnectionsPerHost: 8,
  stallMs: 20_000,
  backoffBaseMs: 300,
  backoffCapMs: 15_000,
  maxAttempts: 12,
  commitBytes: 64 * mega,
  commitMs: 2_000,
  diskCheckBytes: 1024 * mega,
  diskPollMs: 5_000,
  reserveBytes: 2 * 1024 * mega,
  reserveFraction: 0.05,
};

/** The largest power of two that gives a file about 64 segments, within 1 MB and the limit. */
export function segmentBytesFor(sizeBytes: number, maxSegmentBytes: number): number {
  let segmentBytes = Math.min(mega, maxSegmentBytes);
  while (segmentBytes * 2 <= maxSegmentBytes && sizeBytes / segmentBytes > 64) segmentBytes *= 2;
  return segmentBytes;
}
