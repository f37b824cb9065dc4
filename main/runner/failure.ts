import { AppError, type ErrorCode } from '../contract/errors.ts';
import { shortDetail } from './protocol.ts';

/** An expected failure stays what it is; anything else becomes `code` with a short detail. */
export function toAppError(error: unknown, code: ErrorCode, nativeLines: readonly string[] = []): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const detail = shortDetail(nativeReason(nativeLines) ?? message);
  return new AppError(code, { detail }, { isRetryable: false, cause: error });
}

/** llama.cpp logs why it could not load a file; the binding only says that it could not. */
function nativeReason(lines: readonly string[]): string | null {
  const reasons = lines.flatMap((line) => /error loading model: (.+)/.exec(line)?.[1] ?? []);
  const line = reasons.at(-1) ?? lines.findLast((text) => text.trim() !== '' && !/failed to load model/.test(text));
  return line?.replace(/^\w+: /, '') ?? null;
}
