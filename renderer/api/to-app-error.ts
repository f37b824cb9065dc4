import { TRPCClientError } from '@trpc/client';
import { appErrorDataSchema, type AppErrorData } from '../../main/contract/errors.ts';

/** Anything a call may reject with, as data with words. A broken connection reads as `shutting-down`. */
export function toAppError(error: unknown): AppErrorData {
  if (!(error instanceof TRPCClientError)) {
    return { code: 'internal', params: { reference: 'page' }, isRetryable: true };
  }
  const data: unknown = error.data;
  const appError = typeof data === 'object' && data !== null && 'appError' in data ? data.appError : undefined;
  const parsed = appErrorDataSchema.safeParse(appError);
  if (parsed.success) return parsed.data;
  // Without the server's shape the call never reached it, or its answer never came back.
  return { code: 'shutting-down', params: {}, isRetryable: true };
}

/** True for the rejection of a call the person took back. */
export function isCancelled(error: AppErrorData): boolean {
  return error.code === 'bad-request' && error.params['detail'] === 'cancelled';
}
