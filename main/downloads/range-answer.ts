import { AppError } from '../contract/errors.ts';
import { hubError } from '../core/hub-error.ts';
import type { BlobRequest } from '../core/ports/blob-fetcher.ts';
import type { NetworkAnswer } from '../core/ports/network.ts';

/** What the answer to a range request means. */
export type RangeVerdict =
  | { readonly kind: 'as-asked' }
  /** The whole file from its start: the server does not do ranges. */
  | { readonly kind: 'whole-file' }
  | { readonly kind: 'failed'; readonly error: AppError; readonly isAddressStale: boolean };

/** Judges status and `Content-Range`. Bytes are only taken when they are exactly the ones asked for. */
export function judgeRange(
  answer: NetworkAnswer,
  asked: { readonly start: number; readonly end: number },
  request: BlobRequest,
  isFromHub: boolean,
): RangeVerdict {
  const { status, headers } = answer;
  const file = request.path;
  if (status === 206) {
    const wanted = `bytes ${asked.start}-${asked.end - 1}/${request.sizeBytes}`;
    const given = headers['content-range'] ?? '';
    if (given === wanted) return { kind: 'as-asked' };
    if (!given.endsWith(`/${request.sizeBytes}`))
      return stale(new AppError('download-changed', { file }, { isRetryable: true }));
    return stale(new AppError('hub-malformed', { detail: `${given} instead of ${wanted}` }, { isRetryable: true }));
  }
  if (status === 200) {
    const length = headers['content-length'];
    if (length === undefined || Number(length) === request.sizeBytes) return { kind: 'whole-file' };
    return stale(new AppError('download-changed', { file }, { isRetryable: true }));
  }
  if (status === 416) return stale(new AppError('download-changed', { file }, { isRetryable: true }));
  const isDenied = status === 401 || status === 403 || status === 404 || status === 410;
  // The file server's refusals are about the address, not about the person: a fresh one may do.
  if (isDenied && !isFromHub) return stale(new AppError('download-refused', { file, status }, { isRetryable: true }));
  return { kind: 'failed', error: hubError(answer, request), isAddressStale: false };
}

function stale(error: AppError): RangeVerdict {
  return { kind: 'failed', error, isAddressStale: true };
}
