import { AppError, type ErrorCode } from '../../main/contract/errors.ts';

/** The code an action fails with; anything but an `AppError` passes through as the bug it is. */
export async function appErrorOf(action: () => unknown): Promise<ErrorCode | 'no error'> {
  try {
    await action();
    return 'no error';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
