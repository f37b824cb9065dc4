import { ZodError } from 'zod';
import { AppError } from '../contract/errors.ts';

/** Gives SQLite's and the file system's failures their app code; what is unknown is a bug and passes through. */
export function toStorageError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  const code = systemCode(error);
  if (
    code === 'SQLITE_FULL' ||
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === 'SQLITE_IOERR_WRITE' ||
    code === 'SQLITE_IOERR_SHMSIZE'
  ) {
    return new AppError('disk-full', { path }, { isRetryable: true, cause: error });
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new AppError('database-in-use', { path }, { isRetryable: true, cause: error });
  }
  // The repositories parse what they read: a row that is not what was written has been changed by something else.
  const isUnreadable = error instanceof ZodError || error instanceof SyntaxError;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || isUnreadable) {
    return new AppError('database-damaged', { path }, { cause: error });
  }
  if (/^SQLITE_(?:READONLY|CANTOPEN|IOERR)/.test(code) || unwritable.has(code)) {
    return new AppError('data-folder-unwritable', { path }, { isRetryable: true, cause: error });
  }
  return error;
}

const unwritable = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'ENOTDIR',
  'EEXIST',
  'ENOENT',
  'ENAMETOOLONG',
  'ELOOP',
  'EINVAL',
]);

/** `ENOENT`, `SQLITE_BUSY` …; empty for what has none. */
export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
