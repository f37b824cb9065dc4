import type { Backup, BackupsView, BackupWork } from '../../contract/backups.ts';
import { AppError, type AppErrorData } from '../../contract/errors.ts';
import { describeFailure } from '../app-error.ts';
import { Emitter } from '../emitter.ts';
import type { BackupStore } from '../ports/backup-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Host, Logger } from '../ports/host.ts';
import { chooseSuperfluous } from './choose-superfluous.ts';

type BackupPorts = {
  readonly store: BackupStore;
  readonly host: Pick<Host, 'reopen' | 'openFolder'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** After a start, before the first look whether a copy is due: the start itself is not held up. */
  readonly firstLookMs?: number;
};

const dayMs = 24 * 60 * 60 * 1000;
const firstLookMs = 30_000;
const nextLookMs = 10 * 60 * 1000;
/** The answer to the page goes out first. */
const reopenDelayMs = 250;

/** Whole copies of the database: one each day, one whenever a person wants it, and the way back. */
export class BackupService {
  readonly #ports: BackupPorts;
  readonly #views = new Emitter<BackupsView>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout;
  #work: BackupWork | null = null;
  #trouble: AppErrorData | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ports: BackupPorts) {
    this.#ports = ports;
    this.#timer = this.#lookAfter(ports.firstLookMs ?? firstLookMs);
    this.#queue = ports.store.tidy().catch((error: unknown) => ports.logger.error('backups', error));
  }

  /** @throws AppError `data-folder-unwritable`. */
  async watch(listener: (view: BackupsView) => void): Promise<() => void> {
    listener(await this.#view());
    return this.#views.subscribe(listener);
  }

  /** Newest first. */
  list(): Promise<Backup[]> {
    return this.#ports.store.list();
  }

  /** @throws AppError `disk-short`, `disk-full`, `backup-failed`. */
  make(kind: 'daily' | 'by-hand' = 'by-hand'): Promise<Backup> {
    return this.#oneByOne(async () => {
      const onProgress = (fraction: number): void => this.#say({ type: 'making', kind, fraction });
      this.#say({ type: 'making', kind, fraction: 0 });
      const backup = await this.#ports.store.make(kind, { signal: this.#abort.signal, onProgress });
      this.#trouble = null;
      this.#ports.logger.info('backup', { kind, bytes: backup.sizeBytes });
      return backup;
    });
  }

  /** @throws AppError `not-found`. */
  remove(id: Backup['id']): Promise<void> {
    return this.#oneByOne(() => this.#ports.store.remove(id));
  }

  /**
   * Puts a copy in the place of the present data, which is kept as a copy itself. The app closes and opens again by
   * itself a moment after this resolved.
   * @throws AppError `not-found`, `backup-damaged`, `database-newer`, `disk-short`.
   */
  restore(id: Backup['id']): Promise<void> {
    return this.#oneByOne(async () => {
      this.#say({ type: 'restoring', id });
      await this.#ports.store.prepareRestore(id);
      this.#ports.logger.info('restore', { id });
      setTimeout(() => this.#ports.host.reopen(), reopenDelayMs);
    });
  }

  /** @throws AppError `bad-request` in the web host. */
  openFolder(): Promise<void> {
    return this.#ports.host.openFolder(this.#ports.store.folder);
  }

  /** Ends a copy under way; it counts for nothing. */
  async dispose(): Promise<void> {
    clearTimeout(this.#timer);
    this.#abort.abort(new AppError('shutting-down'));
    await this.#queue;
  }

  #lookAfter(ms: number): NodeJS.Timeout {
    const timer = setTimeout(() => {
      void this.#makeDaily().finally(() => {
        if (!this.#abort.signal.aborted) this.#timer = this.#lookAfter(nextLookMs);
      });
    }, ms);
    return timer.unref();
  }

  async #makeDaily(): Promise<void> {
    try {
      const { clock } = this.#ports;
      // Any of them: one that a wrong clock dated years ahead stays the newest, and must not make each look a copy.
      const isRecent = ({ kind, madeAtMs }: Backup): boolean =>
        kind === 'daily' && Math.abs(clock.now() - madeAtMs) < dayMs;
      if ((await this.list()).some(isRecent)) return;
      await this.make('daily');
      for (const { id } of chooseSuperfluous(await this.list(), clock.now())) await this.remove(id);
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      this.#trouble = describeFailure(error, this.#ports.logger);
      await this.#tell();
    }
  }

  /** One thing at a time; those who watch are told before and after. */
  #oneByOne<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(async () => {
      this.#abort.signal.throwIfAborted();
      try {
        return await act();
      } finally {
        this.#work = null;
        await this.#tell();
      }
    });
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #say(work: BackupWork): void {
    const isNews =
      work.type !== 'making' || this.#work?.type !== 'making' || work.fraction - this.#work.fraction >= 0.02;
    if (!isNews) return;
    this.#work = work;
    void this.#tell();
  }

  async #tell(): Promise<void> {
    try {
      this.#views.emit(await this.#view());
    } catch (error) {
      // The folder cannot be read: whoever asks for the list is told.
      this.#ports.logger.error('backups', error);
    }
  }

  async #view(): Promise<BackupsView> {
    const backups = await this.list();
    return { folder: this.#ports.store.folder, backups, work: this.#work, trouble: this.#trouble };
  }
}
