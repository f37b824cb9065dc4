import { open, stat } from 'node:fs/promises';
import { AppError } from '../contract/errors.ts';
import type { FileStamp } from '../core/ports/gguf-reader.ts';
import type { ByteSource } from './byte-source.ts';

export interface FileSource extends ByteSource {
  /** Taken from the open file, so it describes the very bytes that are read. */
  readonly stamp: FileStamp;
  close(): Promise<void>;
}

/** Opens a regular file for reading. @throws AppError `file-not-found`, `file-is-directory`, `file-unreadable`. */
export async function openFileSource(path: string): Promise<FileSource> {
  try {
    return await openRegularFile(path);
  } catch (error) {
    throw asFileError(error, path);
  }
}

async function openRegularFile(path: string): Promise<FileSource> {
  // Asked before opening: opening a named pipe would wait for a writer.
  const kind = await stat(path);
  if (kind.isDirectory()) throw new AppError('file-is-directory', { path });
  if (!kind.isFile()) throw new AppError('file-unreadable', { path });
  const handle = await open(path, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    return {
      sizeBytes: size,
      stamp: { path, sizeBytes: size, modifiedAtMs: Math.trunc(mtimeMs) },
      async read(offset, length) {
        try {
          const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
          return buffer.subarray(0, bytesRead);
        } catch (error) {
          throw asFileError(error, path);
        }
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const absentCodes: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ENAMETOOLONG',
  'ELOOP',
  'ERR_INVALID_ARG_VALUE',
]);

function asFileError(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  if (absentCodes.has(error.code)) return new AppError('file-not-found', { path }, { cause: error });
  if (error.code === 'EISDIR') return new AppError('file-is-directory', { path }, { cause: error });
  return new AppError('file-unreadable', { path }, { cause: error });
}
