import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readContent, type HubContent } from './hub-content.ts';
import type { HubFault } from './hub-faults.ts';
import type { SeenRequest } from './hub-state.ts';

export type ContentPart = { readonly content: HubContent; readonly start: number; readonly end: number };

/** Streams a part of a file, as fast as the reader and the cap allow, with the fault that was asked for. */
export async function sendContent(
  response: ServerResponse,
  part: ContentPart,
  seen: SeenRequest,
  options: { readonly bytesPerSecond: number | null; readonly fault: HubFault | null },
): Promise<void> {
  const { fault, bytesPerSecond } = options;
  const stopAfter = fault && 'afterBytes' in fault ? fault.afterBytes : Infinity;
  const beganAt = performance.now();
  let at = part.start;
  while (at < part.end && at - part.start < stopAfter) {
    let bytes = readContent(part.content, at, part.end);
    // A cap is kept by small pieces, so that it holds over any second.
    if (bytesPerSecond !== null) bytes = bytes.subarray(0, Math.max(1024, Math.min(64 * 1024, bytesPerSecond / 20)));
    if (at + bytes.length - part.start > stopAfter) bytes = bytes.subarray(0, stopAfter - (at - part.start));
    if (fault?.kind === 'flip-bit') bytes = withFlippedBit(bytes, fault.atByte - at);
    at += bytes.length;
    seen.sentBytes += bytes.length;
    if (!(await written(response, bytes))) return;
    if (bytesPerSecond !== null) {
      const aheadMs = ((at - part.start) / bytesPerSecond) * 1000 - (performance.now() - beganAt);
      if (aheadMs > 2) await sleep(aheadMs);
    }
  }
  if (fault?.kind === 'stall') return;
  if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
  else if (fault?.kind === 'truncate') response.socket?.end();
  else response.end();
}

/** @returns false when the reader is gone. */
async function written(response: ServerResponse, bytes: Uint8Array): Promise<boolean> {
  if (response.destroyed) return false;
  if (!response.write(bytes)) await drained(response);
  return !response.destroyed;
}

/** Resolves when more can be written, or nobody reads any more. */
async function drained(stream: Writable): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
}

function withFlippedBit(bytes: Uint8Array, index: number): Uint8Array {
  if (index < 0 || index >= bytes.length) return bytes;
  const copy = Buffer.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 0b100;
  return copy;
}

/** Junk for ever, or until the reader gives up: a body or header no client should take whole. */
export async function sendFlood(
  response: ServerResponse,
  fault: Extract<HubFault, { kind: 'huge-json' | 'huge-header' }>,
): Promise<void> {
  const junk = Buffer.alloc(1024 * 1024, 'x');
  const { socket } = response;
  const { sizeBytes } = fault;
  if (!socket) return;
  const length = fault.kind === 'huge-json' && fault.isWithoutLength !== true ? `Content-Length: ${sizeBytes}\r\n` : '';
  const json = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${length}\r\n["`;
  socket.write(fault.kind === 'huge-header' ? 'HTTP/1.1 200 OK\r\nX-Flood: ' : json);
  for (let sent = 0; sent < sizeBytes && !socket.destroyed; sent += junk.length) {
    if (!socket.write(junk)) await drained(socket);
  }
  socket.destroy();
}
