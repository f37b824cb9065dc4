import { AppError } from '../contract/errors.ts';

/** Gives a failure of undici, the socket or TLS its app code; an `AppError` passes through, as does an unknown bug. */
export function toNetworkError(error: unknown, host: string, silenceMs: number): unknown {
  if (error instanceof AppError) return error;
  for (const cause of causes(error)) {
    const code = errorCode(cause);
    if (code === '' && !(cause instanceof Error && cause.name === 'HTTPParserError')) continue;
    const known = knownError(code, cause, host, silenceMs);
    if (known !== null) return known;
  }
  return error;
}

function knownError(code: string, cause: unknown, host: string, silenceMs: number): AppError | null {
  const options = { isRetryable: true, cause };
  if (unreachable.has(code)) return new AppError('network-unreachable', { host }, options);
  if (timedOut.has(code))
    return new AppError('network-timeout', { host, seconds: Math.ceil(silenceMs / 1000) }, options);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new AppError('network-oversized', { host, limitBytes: maxHeaderBytes }, { cause });
  }
  if (/CERT|TLS|SELF_SIGNED|ISSUER|ERR_SSL|UND_ERR_PRX_TLS/.test(code)) {
    return new AppError('network-untrusted', { host, detail: code }, { cause });
  }
  // What does not speak HTTP has one of many codes, and one name.
  const isJunk = cause instanceof Error && cause.name === 'HTTPParserError';
  if (interrupted.has(code) || isJunk) return new AppError('network-interrupted', { host }, options);
  return null;
}

/** Of all headers of one answer together. */
export const maxHeaderBytes = 64 * 1024;

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const timedOut = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const interrupted = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_ABORTED',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

/** The error, what it was caused by, and the members of an aggregate (one per address tried). */
function causes(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const members: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...members, ...(error.cause === undefined ? [] : causes(error.cause))];
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
