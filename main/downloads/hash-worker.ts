import { createHash, type Hash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import type { HashOrder, HashReport, HashTask } from './hash-protocol.ts';

/**
 * Follows the contiguous front of a file and computes its sha256 from what is on disk. At the end of each segment the
 * CRC must be the one of the bytes that came from the network; if not, the hash goes back to the segment's start and
 * waits until it was fetched again.
 */
const task = workerData as HashTask;
const buffer = Buffer.allocUnsafe(1024 * 1024);
const reportEveryBytes = 32 * 1024 * 1024;

let hash: Hash = createHash('sha256');
let segmentHash: Hash = hash.copy();
let segmentCrc = 0;
let hashedBytes = 0;
let reportedBytes = 0;
let round = 0;
const expected = new Map<number, number>();

parentPort?.on('message', (order: HashOrder) => {
  if (order.round !== round) return;
  for (const [segment, crc] of order.crcs) expected.set(segment, crc);
  if (hashUpTo(order.frontBytes) && hashedBytes === task.sizeBytes) {
    send({ type: 'digest', sha256: hash.digest('hex') });
    parentPort?.close();
  }
});

/** @returns false when a segment on disk is not what arrived. */
function hashUpTo(frontBytes: number): boolean {
  while (hashedBytes < frontBytes) {
    const segment = Math.floor(hashedBytes / task.segmentBytes);
    const segmentEnd = Math.min(task.sizeBytes, (segment + 1) * task.segmentBytes);
    const length = Math.min(buffer.length, frontBytes - hashedBytes, segmentEnd - hashedBytes);
    const bytesRead = readSync(task.fd, buffer, 0, length, hashedBytes);
    if (bytesRead === 0) return goBack(segment);
    const bytes = buffer.subarray(0, bytesRead);
    hash.update(bytes);
    segmentCrc = crc32(bytes, segmentCrc);
    hashedBytes += bytesRead;
    if (hashedBytes === segmentEnd) {
      if (expected.get(segment) !== segmentCrc) return goBack(segment);
      expected.delete(segment);
      segmentCrc = 0;
      segmentHash = hash.copy();
    }
    if (hashedBytes - reportedBytes >= reportEveryBytes) report();
  }
  report();
  return true;
}

function goBack(segment: number): false {
  hash = segmentHash.copy();
  segmentCrc = 0;
  hashedBytes = segment * task.segmentBytes;
  expected.clear();
  round += 1;
  report();
  send({ type: 'suspect', segment, round });
  return false;
}

function report(): void {
  reportedBytes = hashedBytes;
  send({ type: 'hashed', hashedBytes });
}

function send(message: HashReport): void {
  parentPort?.postMessage(message);
}
