import { AppError, type ErrorCode } from '../contract/errors.ts';
import { shortDetail } from './protocol.ts';

/** An expected failure stays what it is; anything else becomes `code` with a short detail. */
export function toAppError(error: unknown, code: ErrorCode, nativeLines: readonly string[] = []): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // llama.cpp says in its log what the binding only calls "Failed to load model".
  const lastLine = nativeLines.findLast((line) => line.trim() !== '');
  return new AppError(code, { detail: shortDetail(lastLine ?? message) }, { isRetryable: false, cause: error });
}
