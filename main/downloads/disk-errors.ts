import { AppError } from '../contract/errors.ts';

/** Whether the disk, or this person's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

/** Gives the file system's failures their app code; what is unknown is a bug and passes through. */
export function toDiskError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error;
  if (isDiskFull(error)) return new AppError('disk-full', { path }, { isRetryable: true, cause: error });
  if (unwritable.has(systemCode(error))) {
    return new AppError('models-folder-unwritable', { path }, { isRetryable: true, cause: error });
  }
  return error;
}

export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EIO', 'ENXIO', 'ENODEV', 'ENAMETOOLONG', 'EBUSY']);
