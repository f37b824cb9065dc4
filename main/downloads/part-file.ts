import { open, rm, type FileHandle } from 'node:fs/promises';
import { segmentBytesFor } from './engine-options.ts';
import { durableRename } from './durable-rename.ts';
import { readJournal, removeJournal, writeJournal, type PartJournal } from './part-journal.ts';
import { SegmentMap } from './segment-map.ts';

export type PartIdentity = Pick<PartJournal, 'sha256' | 'sizeBytes' | 'source'>;

/**
 * A file under way and its journal. What the journal says is on disk is on disk: the data is synced before the journal
 * that tells of it replaces the one before.
 */
export class PartFile {
  readonly map: SegmentMap;
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #journalPath: string;
  readonly #identity: PartIdentity;
  #commit: Promise<void> | null = null;

  private constructor(handle: FileHandle, map: SegmentMap, path: string, identity: PartIdentity) {
    this.#handle = handle;
    this.map = map;
    this.#path = path;
    this.#journalPath = journalPathOf(path);
    this.#identity = identity;
  }

  /** Continues a part of the same bytes, or begins one. */
  static async open(path: string, identity: PartIdentity, maxSegmentBytes: number): Promise<PartFile> {
    const journal = await readJournal(journalPathOf(path));
    const isKnown = await canContinue(journal, identity, path);
    // A journal of other bytes must not outlive them.
    if (!isKnown) await removeJournal(journalPathOf(path));
    const handle = await open(path, isKnown ? 'r+' : 'w+', 0o600);
    const { size } = await handle.stat();
    const isContinued = size > 0 && journal !== null;
    const segmentBytes = isContinued ? journal.segmentBytes : segmentBytesFor(identity.sizeBytes, maxSegmentBytes);
    // Bytes the journal promises beyond the end of the file are lost: another program cut it.
    const records = (isContinued ? journal.segments : []).map((record, index) =>
      index * segmentBytes + record.written <= size ? record : { written: 0, crc: 0 },
    );
    return new PartFile(handle, new SegmentMap(identity.sizeBytes, segmentBytes, records), path, identity);
  }

  get fd(): number {
    return this.#handle.fd;
  }

  async write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    let written = 0;
    const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    let rest = [...chunks];
    // A disk about to fill takes a part of the bytes before it says so.
    while (written < total) {
      const { bytesWritten } = await this.#handle.writev(rest, position + written);
      written += bytesWritten;
      if (written < total) rest = dropBytes(rest, bytesWritten);
    }
  }

  /** Makes what the map says now survive a power loss. A call during a commit joins it. */
  commit(): Promise<void> {
    this.#commit ??= this.#commitNow().finally(() => (this.#commit = null));
    return this.#commit;
  }

  /** Verified: gives the file its final name. */
  async finish(finalPath: string): Promise<void> {
    await this.#commit?.catch(() => undefined);
    try {
      await this.#handle.datasync();
    } finally {
      await this.#handle.close();
    }
    await durableRename(this.#path, finalPath);
    await removeJournal(this.#journalPath);
  }

  /** Keeps what is there for the next time. Without room for the journal, the one before holds. */
  async close(): Promise<void> {
    await this.#commit?.catch(() => undefined);
    await this.#commitNow().catch(() => undefined);
    await this.#handle.close();
  }

  async #commitNow(): Promise<void> {
    const segments = this.map.records();
    await this.#handle.datasync();
    const { segmentBytes } = this.map;
    await writeJournal(this.#journalPath, { ...this.#identity, segmentBytes, segments });
  }
}

export function journalPathOf(partPath: string): string {
  return `${partPath}.json`;
}

export async function removePart(partPath: string): Promise<void> {
  await removeJournal(journalPathOf(partPath));
  await rm(partPath, { force: true });
}

async function canContinue(journal: PartJournal | null, identity: PartIdentity, path: string): Promise<boolean> {
  if (journal === null || journal.sha256 !== identity.sha256 || journal.sizeBytes !== identity.sizeBytes) return false;
  try {
    await (await open(path, 'r+')).close();
    return true;
  } catch {
    return false;
  }
}

function dropBytes(chunks: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let left = bytes;
  return chunks.flatMap((chunk) => {
    const dropped = Math.min(left, chunk.length);
    left -= dropped;
    return dropped === chunk.length ? [] : [chunk.subarray(dropped)];
  });
}
