import type { Backup, BackupKind } from '../../contract/backups.ts';

export type BackupProgress = {
  readonly signal: AbortSignal;
  /** 0–1. */
  readonly onProgress: (fraction: number) => void;
};

/** Whole copies of the database, in a folder of their own. */
export interface BackupStore {
  readonly folder: string;
  /** Newest first. */
  list(): Promise<Backup[]>;
  /**
   * Copies the database while it is in use; the copy counts once it has been read from end to end.
   * @throws AppError `disk-short`, `disk-full`, `backup-failed`.
   */
  make(kind: Exclude<BackupKind, 'before-update' | 'before-restore'>, progress: BackupProgress): Promise<Backup>;
  /** @throws AppError `not-found`. */
  remove(id: Backup['id']): Promise<void>;
  /** Takes away what a process that died in the middle has left. */
  tidy(): Promise<void>;
  /**
   * Checks a copy, brings it to this version, and lays it where the next opening of the database takes it; the present
   * one becomes a copy of kind `before-restore` then.
   * @throws AppError `not-found`, `backup-damaged`, `database-newer`, `disk-short`.
   */
  prepareRestore(id: Backup['id']): Promise<void>;
}
