import { createHash, type Hash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import type { HashOrder, HashReport, HashTask } from './hash-protocol.ts';

/**
 * Follows the contiguous front of a file and computes its sha256 from what is on disk. If it is the wrong one, each
 * segment's CRC is compared with that of the bytes that came from the network: what differs was damaged on the disk.
 */
const task = workerData as HashTask;
const buffer = Buffer.allocUnsafe(256 * 1024);
const reportEveryBytes = 32 * 1024 * 1024;

let hash: Hash = createHash('sha256');
let hashedBytes = 0;
let reportedBytes = 0;
let round = 0;
const expected = new Map<number, number>();

parentPort?.on('message', (order: HashOrder) => {
  if (order.round !== round) return;
  for (const [segment, crc] of order.crcs) expected.set(segment, crc);
  hashUpTo(order.frontBytes);
  if (hashedBytes === task.sizeBytes) conclude();
});

function hashUpTo(frontBytes: number): void {
  while (hashedBytes < frontBytes) {
    const bytes = readAt(hashedBytes, frontBytes);
    // The file is shorter than it was: what is missing shows as suspect segments.
    if (bytes.length === 0) return conclude();
    hash.update(bytes);
    hashedBytes += bytes.length;
    if (hashedBytes - reportedBytes >= reportEveryBytes) report();
  }
  report();
}

function conclude(): void {
  const sha256 = hash.digest('hex');
  const suspects = sha256 === task.sha256 ? [] : [...expected.keys()].filter(isDamaged);
  if (suspects.length === 0) {
    send({ type: 'digest', sha256 });
    return parentPort?.close();
  }
  hash = createHash('sha256');
  hashedBytes = 0;
  expected.clear();
  round += 1;
  report();
  send({ type: 'suspects', segments: suspects, round });
}

function isDamaged(segment: number): boolean {
  const end = Math.min(task.sizeBytes, (segment + 1) * task.segmentBytes);
  let crc = 0;
  for (let at = segment * task.segmentBytes; at < end;) {
    const bytes = readAt(at, end);
    if (bytes.length === 0) return true;
    crc = crc32(bytes, crc);
    at += bytes.length;
  }
  return crc !== expected.get(segment);
}

function readAt(position: number, end: number): Uint8Array {
  return buffer.subarray(0, readSync(task.fd, buffer, 0, Math.min(buffer.length, end - position), position));
}

function report(): void {
  reportedBytes = hashedBytes;
  send({ type: 'hashed', hashedBytes });
}

function send(message: HashReport): void {
  parentPort?.postMessage(message);
}
