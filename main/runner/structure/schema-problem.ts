import { AppError } from '../../contract/errors.ts';

/** A schema that cannot be kept to; what is not supported is named, never passed over. */
export function schemaProblem(detail: string, path = ''): AppError {
  return new AppError('schema-invalid', { detail: path === '' ? detail : `${path}: ${detail}` });
}
