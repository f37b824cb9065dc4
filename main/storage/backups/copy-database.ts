import { open, type FileHandle } from 'node:fs/promises';
import type { Database } from 'better-sqlite3';
import type { BackupProgress } from '../../core/ports/backup-store.ts';

/** Copied between two turns of the event loop: 400 kB, about a millisecond. */
const pagesAtOnce = 100;
/** As many go to the disk together: one flush of everything would hold the database's own up for 100 ms. */
const pagesBetweenFlushes = 2_000;

/**
 * A consistent copy by SQLite's online backup, while the same connection goes on writing. Measured with 200 MB: 0.6 s,
 * no pause above 30 ms.
 * @returns what `look` sees at the moment of the copy: nothing is written between the last page and this.
 * @throws the signal's reason when it is aborted.
 */
export async function copyDatabase<T>(
  database: Database,
  to: string,
  { look, ...options }: BackupProgress & { readonly look: () => T },
): Promise<T> {
  const handle = await open(to, 'wx', 0o600);
  const pace = new FlushPace(handle);
  try {
    await database.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        options.signal.throwIfAborted();
        options.onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return pace.next(remainingPages);
      },
    });
    return look();
  } finally {
    await pace.settled();
    await handle.close();
  }
}

/** Says how much is copied next: nothing while what was copied goes to the disk. */
class FlushPace {
  readonly #handle: FileHandle;
  #sinceFlush = 0;
  #isEndFlushed = false;
  #flushing: Promise<void> | null = null;
  #failure: unknown = null;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** @throws what the disk said. */
  next(remainingPages: number): number {
    if (this.#failure !== null) throw this.#failure;
    if (this.#flushing !== null) return 0;
    const isAtEnd = remainingPages <= 2 * pagesAtOnce && !this.#isEndFlushed;
    if (this.#sinceFlush < pagesBetweenFlushes && !isAtEnd) {
      this.#sinceFlush += pagesAtOnce;
      return pagesAtOnce;
    }
    this.#sinceFlush = 0;
    this.#isEndFlushed ||= isAtEnd;
    this.#flushing = this.#handle.sync().then(
      () => void (this.#flushing = null),
      (error: unknown) => {
        this.#failure = error;
        this.#flushing = null;
      },
    );
    return 0;
  }

  async settled(): Promise<void> {
    await this.#flushing;
  }
}
