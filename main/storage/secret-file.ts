import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { toStorageError } from './storage-errors.ts';

export type Secrets = Readonly<Record<string, string>>;

/** A small file of secrets that only this account may read. Replaced as a whole, so that it is never half. */
export class SecretFile {
  readonly #path: string;
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = dataFolder;
    this.#path = join(dataFolder, 'secrets.json');
  }

  /** Empty when there is none, or it makes no sense. */
  read(): Secrets {
    try {
      const value: unknown = JSON.parse(readFileSync(this.#path, 'utf8'));
      if (typeof value !== 'object' || value === null) return {};
      return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
    } catch {
      return {};
    }
  }

  /** @throws AppError `data-folder-unwritable`, `disk-full`. */
  write(secrets: Secrets): void {
    const draft = `${this.#path}.new`;
    try {
      if (Object.keys(secrets).length === 0) return rmSync(this.#path, { force: true });
      rmSync(draft, { force: true });
      const file = openSync(draft, 'wx', 0o600);
      try {
        // The mode above is narrowed by the umask, never widened; on some disks it is ignored.
        writeSync(file, JSON.stringify(secrets));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      chmodSync(draft, 0o600);
      renameSync(draft, this.#path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw toStorageError(error, this.#folder);
    }
  }
}
