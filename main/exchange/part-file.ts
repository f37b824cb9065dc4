import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { AppError } from '../contract/errors.ts';
import type { TextSink } from '../core/ports/exchange-files.ts';

/** Written beside its place under another name; it takes its place when it is whole and on the disk. */
export class PartFile implements TextSink {
  readonly #path: string;
  readonly #part: string;
  readonly #prepare: () => Promise<void>;
  #file: FileHandle | null = null;
  #sizeBytes = 0;

  /** @param prepare makes the folder, before the first word. */
  constructor(path: string, prepare: () => Promise<void> = () => Promise.resolve()) {
    this.#path = path;
    this.#part = `${path}.counterweight-part`;
    this.#prepare = prepare;
  }

  async write(text: string): Promise<void> {
    await this.#try(async () => {
      const file = await this.#open();
      const bytes = Buffer.from(text, 'utf8');
      await file.appendFile(bytes);
      this.#sizeBytes += bytes.length;
    });
  }

  async commit(): Promise<number> {
    await this.#try(async () => {
      const file = await this.#open();
      await file.sync();
      await this.#close();
      await rename(this.#part, this.#path);
    });
    return this.#sizeBytes;
  }

  async abort(): Promise<void> {
    await this.#close().catch(() => undefined);
    await rm(this.#part, { force: true }).catch(() => undefined);
  }

  async #open(): Promise<FileHandle> {
    if (this.#file === null) {
      await this.#prepare();
      // Conversations are private: only this person may read what becomes of them.
      this.#file = await open(this.#part, 'w', 0o600);
    }
    return this.#file;
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code === 'ENOSPC' || code === 'EDQUOT') {
        throw new AppError('disk-full', { path: this.#path }, { isRetryable: true, cause: error });
      }
      throw new AppError(
        'export-failed',
        { path: this.#path, detail: code === '' ? 'unknown' : code },
        { isRetryable: true, cause: error },
      );
    }
  }
}
