import { AppError, type AppErrorData } from '../contract/errors.ts';
import type { Logger } from './ports/host.ts';

/** The data of an expected failure; a bug becomes `internal` with a reference that also stands in the log. */
export function describeFailure(error: unknown, logger: Logger): AppErrorData {
  if (error instanceof AppError) return error.toData();
  const reference = crypto.randomUUID().slice(0, 8);
  logger.error(`bug ${reference}`, error);
  return { code: 'internal', params: { reference }, isRetryable: false };
}
