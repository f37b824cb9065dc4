import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../contract/errors.ts';

/** @returns the absolute folder of `--data-dir DIR` or `--data-dir=DIR`; null when it is not given. */
export function parseDataFolder(argv: readonly string[]): string | null {
  const index = argv.findIndex((argument) => argument === '--data-dir' || argument.startsWith('--data-dir='));
  const argument = argv[index];
  if (argument === undefined) return null;
  const folder = argument === '--data-dir' ? argv[index + 1] : argument.slice('--data-dir='.length);
  return folder === undefined || folder === '' ? null : resolve(folder);
}

/** Makes the folder, for this person only. @throws AppError `data-folder-unwritable`. */
export function prepareDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError('data-folder-unwritable', { path }, { cause });
  }
}
