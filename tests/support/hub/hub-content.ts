import { createHash } from 'node:crypto';
import { openSync, readSync, statSync, closeSync, readFileSync } from 'node:fs';
import { seededBytes } from './seeded-bytes.ts';

/** Where a served file's bytes come from. Generated content has a size and a seed, and costs no disk. */
export type HubContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'generated'; readonly seed: number; readonly sizeBytes: number };

export function textContent(text: string): HubContent {
  return { kind: 'bytes', bytes: new TextEncoder().encode(text) };
}

export function contentSize(content: HubContent): number {
  if (content.kind === 'bytes') return content.bytes.length;
  return content.kind === 'file' ? statSync(content.path).size : content.sizeBytes;
}

const blockBytes = 1024 * 1024;

/** Up to 1 MB from `start`, never past `end`. Generated blocks differ by their number, so that swapped ones are noticed. */
export function readContent(content: HubContent, start: number, end: number): Uint8Array {
  if (content.kind === 'bytes') return content.bytes.subarray(start, Math.min(end, start + blockBytes));
  if (content.kind === 'file') return readFromFile(content.path, start, Math.min(end, start + blockBytes));
  const block = Math.floor(start / blockBytes);
  const bytes = generatedBlock(content.seed, block);
  return bytes.subarray(start - block * blockBytes, Math.min(end - block * blockBytes, blockBytes));
}

/** The whole content in memory: what a test compares a downloaded file with. */
export function wholeContent(content: HubContent): Buffer {
  if (content.kind === 'file') return readFileSync(content.path);
  const size = contentSize(content);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < size; at += parts.at(-1)?.length ?? 1) parts.push(readContent(content, at, size));
  return Buffer.concat(parts);
}

const digests = new WeakMap<HubContent, string>();

export function contentSha256(content: HubContent): string {
  const known = digests.get(content);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  const size = contentSize(content);
  for (let at = 0; at < size;) {
    const bytes = readContent(content, at, size);
    hash.update(bytes);
    at += bytes.length;
  }
  const digest = hash.digest('hex');
  digests.set(content, digest);
  return digest;
}

/** What git names a file that is not in large-file storage. */
export function contentGitSha1(content: HubContent): string {
  const bytes = wholeContent(content);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

const patterns = new Map<number, Buffer>();

function generatedBlock(seed: number, block: number): Buffer {
  let pattern = patterns.get(seed);
  if (pattern === undefined) patterns.set(seed, (pattern = seededBytes(seed, blockBytes)));
  const copy = Buffer.from(pattern);
  copy.writeDoubleLE(block, 0);
  copy.writeDoubleLE(seed + block, blockBytes / 2);
  return copy;
}

function readFromFile(path: string, start: number, end: number): Uint8Array {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(end - start);
    return buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, start));
  } finally {
    closeSync(handle);
  }
}
