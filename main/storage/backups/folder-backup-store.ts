import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Backup } from '../../contract/backups.ts';
import { AppError } from '../../contract/errors.ts';
import type { BackupProgress, BackupStore } from '../../core/ports/backup-store.ts';
import { systemCode, toStorageError } from '../storage-errors.ts';
import { nameBackup, partSuffix, readBackupName } from './backup-names.ts';
import type { BackupHolds } from './backup-task.ts';
import { runBackupTask } from './backup-work.ts';
import { copyDatabase } from './copy-database.ts';
import { renameDurably } from './durable-files.ts';
import { PendingRestore } from './pending-restore.ts';
import { countHoldings } from './read-copy.ts';

type StoreOptions = { readonly database: Database; readonly dataFolder: string; readonly now: () => number };
type FoundCopy = Omit<Backup, 'holds'> & { readonly stamp: string };

/** Copies as files in `backups`, beside the database. */
export class FolderBackupStore implements BackupStore {
  readonly folder: string;
  readonly #options: StoreOptions;
  /** What copies hold, by name, size and time: each is opened once. */
  readonly #holds = new Map<string, BackupHolds | null>();

  constructor(options: StoreOptions) {
    this.#options = options;
    this.folder = join(options.dataFolder, 'backups');
  }

  async list(): Promise<Backup[]> {
    const found = await this.#find();
    const unknown = found.filter(({ stamp }) => !this.#holds.has(stamp));
    if (unknown.length > 0) {
      const holds = await runBackupTask({ type: 'describe', paths: unknown.map(({ id }) => this.#path(id)) });
      for (const [index, { stamp }] of unknown.entries()) this.#holds.set(stamp, holds[index] ?? null);
    }
    return found
      .map(({ stamp, ...copy }) => ({ ...copy, holds: this.#holds.get(stamp) ?? null }))
      .toSorted((a, b) => b.madeAtMs - a.madeAtMs);
  }

  async make(kind: 'daily' | 'by-hand', progress: BackupProgress): Promise<Backup> {
    const madeAtMs = this.#options.now();
    const id = nameBackup({ kind, madeAtMs });
    const part = `${this.#path(id)}${partSuffix}`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await this.#assertRoom(this.#databaseBytes());
      const { database } = this.#options;
      const expected = await copyDatabase(database, part, { ...progress, look: () => countHoldings(database) });
      const [holds = null] = await runBackupTask({ type: 'check', path: part });
      progress.signal.throwIfAborted();
      if (holds?.conversations !== expected.conversations || holds.messages !== expected.messages)
        throw new AppError('backup-failed', { path: this.folder, detail: 'the copy differs' }, { isRetryable: true });
      renameDurably(part, this.#path(id));
      const { size, mtimeMs } = await stat(this.#path(id));
      this.#holds.set(stampOf(id, size, mtimeMs), holds);
      return { id, kind, madeAtMs, sizeBytes: size, holds };
    } catch (error) {
      throw this.#failure(error);
    } finally {
      await this.#dropPart(part);
    }
  }

  async remove(id: string): Promise<void> {
    await this.#copy(id);
    await rm(this.#path(id), { force: true });
    // The log of a database that was damaged when it was put aside.
    await rm(`${this.#path(id)}-wal`, { force: true });
  }

  async tidy(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    const parts = names.filter((name) => /\.db\.part(?:-\w+)?$/.test(name));
    await Promise.all(parts.map((name) => rm(join(this.folder, name), { force: true })));
  }

  async prepareRestore(id: string): Promise<void> {
    const copy = await this.#copy(id);
    const pending = new PendingRestore(this.#options.dataFolder);
    try {
      await this.#assertRoom(copy.sizeBytes);
      await runBackupTask({ type: 'prepare', from: this.#path(id), to: pending.partPath });
      pending.commit({ presentBecomes: nameBackup({ kind: 'before-restore', madeAtMs: this.#options.now() }) });
    } catch (error) {
      pending.giveUp();
      throw this.#failure(error);
    }
  }

  async #find(): Promise<FoundCopy[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return [];
      throw toStorageError(error, this.folder);
    });
    const found = await Promise.all(names.filter((name) => name.endsWith('.db')).map((name) => this.#look(name)));
    return found.filter((copy) => copy !== null);
  }

  async #look(name: string): Promise<FoundCopy | null> {
    const id = name.slice(0, -'.db'.length);
    const known = readBackupName(id);
    // It may have been taken away meanwhile.
    const facts = known === null ? null : await stat(this.#path(id)).catch(() => null);
    if (known === null || facts === null) return null;
    return { id, ...known, sizeBytes: facts.size, stamp: stampOf(id, facts.size, facts.mtimeMs) };
  }

  async #copy(id: string): Promise<FoundCopy> {
    const copy = (await this.#find()).find((found) => found.id === id);
    if (!copy) throw new AppError('not-found', { what: 'backup' });
    return copy;
  }

  #path(id: string): string {
    return join(this.folder, `${id}.db`);
  }

  #databaseBytes(): number {
    const { database } = this.#options;
    return (
      Number(database.pragma('page_count', { simple: true })) * Number(database.pragma('page_size', { simple: true }))
    );
  }

  /** Twice as much as is written: a copy must not be what fills the disk. */
  async #assertRoom(bytes: number): Promise<void> {
    const { bsize, bavail } = await statfs(this.folder);
    const freeBytes = bsize * bavail;
    if (freeBytes < 2 * bytes)
      throw new AppError('disk-short', { neededBytes: 2 * bytes, freeBytes }, { isRetryable: true });
  }

  async #dropPart(part: string): Promise<void> {
    for (const suffix of ['', '-journal', '-wal', '-shm']) {
      // What stays is taken away at the next start; what failed before this is what counts.
      await rm(`${part}${suffix}`, { force: true }).catch(() => undefined);
    }
  }

  #failure(error: unknown): unknown {
    const known = toStorageError(error, this.folder);
    if (!(known instanceof AppError) || known.code !== 'data-folder-unwritable') return known;
    return new AppError('backup-failed', { path: this.folder, detail: systemCode(error) }, { cause: error });
  }
}

function stampOf(id: string, sizeBytes: number, modifiedAtMs: number): string {
  return `${id} ${sizeBytes} ${modifiedAtMs}`;
}
