import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../contract/errors.ts';
import { maxImportBytes, type ExportPiece, type ImportFile } from '../contract/exchange.ts';
import type { ExchangeFiles, ImportDocuments, TextSink } from '../core/ports/exchange-files.ts';
import { openDocuments, type NamedFile } from './open-documents.ts';
import { PartFile } from './part-file.ts';

/** Bytes of an export that a page gets at once. */
const pieceBytes = 512 * 1024;
/** What stays free for the database beside an upload. */
const reserveBytes = 200 * 1024 * 1024;

type Upload = { readonly name: string; readonly sizeBytes: number; written: number };

/** Exports on their way to a page and uploads on their way in lie in one folder, which is empty whenever the app starts. */
export class ExchangeFolder implements ExchangeFiles {
  readonly #folder: string;
  readonly #uploads = new Map<string, Upload>();
  #isClean: Promise<void>;

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'exchange');
    this.#isClean = this.#remove();
  }

  create(path: string): TextSink {
    return new PartFile(path);
  }

  createKept(exportId: string): TextSink {
    return new PartFile(this.#pathOf('export', exportId), async () => {
      await this.#isClean;
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    });
  }

  async readKept(exportId: string, offset: number): Promise<ExportPiece> {
    const path = this.#pathOf('export', exportId);
    const file = await open(path, 'r').catch(() => null);
    if (file === null) throw new AppError('not-found', { what: 'export' });
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.max(0, Math.min(pieceBytes, size - offset)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
      const isLast = offset + bytesRead >= size;
      const length = isLast ? bytesRead : wholeCharacters(buffer.subarray(0, bytesRead));
      return { text: buffer.toString('utf8', 0, length), nextOffset: isLast ? null : offset + length };
    } finally {
      await file.close();
    }
  }

  async discardKept(exportId: string): Promise<void> {
    await rm(this.#pathOf('export', exportId), { force: true });
  }

  async beginUpload(name: string, sizeBytes: number): Promise<string> {
    if (sizeBytes > maxImportBytes)
      throw new AppError('import-too-large', { name, sizeBytes, limitBytes: maxImportBytes });
    await this.#isClean;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(this.#folder);
    const freeBytes = bavail * bsize;
    if (freeBytes < sizeBytes + reserveBytes) {
      throw new AppError('disk-short', { neededBytes: sizeBytes + reserveBytes, freeBytes }, { isRetryable: true });
    }
    const uploadId = randomUUID();
    await (await open(this.#pathOf('upload', uploadId), 'wx', 0o600)).close();
    this.#uploads.set(uploadId, { name, sizeBytes, written: 0 });
    return uploadId;
  }

  async append(uploadId: string, offset: number, bytes: Uint8Array): Promise<void> {
    const upload = this.#uploads.get(uploadId);
    if (upload === undefined) throw new AppError('not-found', { what: 'upload' });
    if (offset !== upload.written || offset + bytes.length > upload.sizeBytes) {
      throw new AppError('bad-request', { detail: 'a piece of the upload does not fit' });
    }
    upload.written += bytes.length;
    const file = await open(this.#pathOf('upload', uploadId), 'r+');
    try {
      await file.write(bytes, 0, bytes.length, offset);
    } catch (error) {
      upload.written = offset;
      throw isFull(error)
        ? new AppError('disk-full', { path: this.#folder }, { isRetryable: true, cause: error })
        : error;
    } finally {
      await file.close();
    }
  }

  async discardUpload(uploadId: string): Promise<void> {
    if (this.#uploads.delete(uploadId)) await rm(this.#pathOf('upload', uploadId), { force: true });
  }

  async open(files: readonly ImportFile[]): Promise<ImportDocuments> {
    return await openDocuments(await Promise.all(files.map((file) => this.#named(file))));
  }

  async clear(): Promise<void> {
    this.#uploads.clear();
    this.#isClean = this.#remove();
    await this.#isClean;
  }

  async #named(file: ImportFile): Promise<NamedFile> {
    if (file.kind === 'path') {
      const facts = await stat(file.path).catch(() => null);
      if (facts === null) throw new AppError('file-not-found', { path: file.path });
      return { path: file.path, name: basename(file.path), isFolder: facts.isDirectory(), sizeBytes: facts.size };
    }
    const upload = this.#uploads.get(file.uploadId);
    if (upload === undefined) throw new AppError('not-found', { what: 'upload' });
    if (upload.written < upload.sizeBytes) throw new AppError('bad-request', { detail: 'the upload is not complete' });
    return { ...upload, path: this.#pathOf('upload', file.uploadId), isFolder: false };
  }

  /** Ids come from a page: only their own characters reach a path. */
  #pathOf(kind: 'export' | 'upload', id: string): string {
    if (!/^[A-Za-z0-9-]{1,64}$/.test(id)) throw new AppError('bad-request', { detail: 'no such id' });
    return join(this.#folder, `${kind}-${id}`);
  }

  async #remove(): Promise<void> {
    // What cannot be removed now is in nobody's way, and is tried again at the next start.
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Bytes up to the last character that is there whole. */
function wholeCharacters(bytes: Buffer): number {
  let start = bytes.length - 1;
  while (start > 0 && ((bytes[start] ?? 0) & 0b1100_0000) === 0b1000_0000) start -= 1;
  const first = bytes[start] ?? 0;
  const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return start + length <= bytes.length ? bytes.length : start;
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
