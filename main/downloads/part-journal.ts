import { open, readFile, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { SegmentRecord } from './segment-map.ts';

const journalVersion = 1;

/** The note beside a part: whose bytes they are and which of them are surely on disk. */
export type PartJournal = {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly segmentBytes: number;
  /** Where the bytes came from; the identity is the checksum alone. */
  readonly source: { readonly repo: string; readonly commit: string; readonly path: string };
  readonly segments: readonly SegmentRecord[];
};

const count = z.number().int().nonnegative();
const journalSchema = z.object({
  version: z.literal(journalVersion),
  sha256: z.string(),
  sizeBytes: count,
  segmentBytes: count.positive(),
  source: z.object({ repo: z.string(), commit: z.string(), path: z.string() }),
  // [bytes written, CRC-32 of them], one for each segment
  segments: z.array(z.tuple([count, count])),
});

/** Null when there is none, or none that this version can trust: the part then starts anew. */
export async function readJournal(path: string): Promise<PartJournal | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  const parsed = journalSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { version: _version, segments, ...rest } = parsed.data;
  return { ...rest, segments: segments.map(([written, crc]) => ({ written, crc })) };
}

/** Replaces the journal in one step: after a crash there is the old one or the new one, whole. */
export async function writeJournal(path: string, journal: PartJournal): Promise<void> {
  const segments = journal.segments.map(({ written, crc }) => [written, crc]);
  const temporary = `${path}.new`;
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify({ version: journalVersion, ...journal, segments }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}

export async function removeJournal(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.new`, { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
