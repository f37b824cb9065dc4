import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { partSuffix } from './backup-names.ts';
import { removeDurably, renameDurably, writeDurably } from './durable-files.ts';

const noteSchema = z.object({ presentBecomes: z.string().regex(/^before-restore-[\w-]+$/) });

/** The present database becomes the copy of this name. */
export type RestoreNote = z.infer<typeof noteSchema>;

/**
 * A restore on its way. The copy is laid out whole first, then the note is written: from there on every opening of the
 * database finishes it, whatever happens in between.
 *
 *   nothing ──▶ a part ──checked──▶ laid out ──note──▶ pending ──the database is opened──▶ nothing
 */
export class PendingRestore {
  /** Where the copy is worked on, and where it lies when it is ready. */
  readonly partPath: string;
  readonly readyPath: string;
  readonly #notePath: string;

  constructor(dataFolder: string) {
    this.readyPath = join(dataFolder, 'counterweight.db.restoring');
    this.partPath = `${this.readyPath}${partSuffix}`;
    this.#notePath = join(dataFolder, 'restore-pending.json');
  }

  /** Null when none is pending, or when its note cannot be read: then nothing is replaced. */
  note(): RestoreNote | null {
    try {
      return noteSchema.parse(JSON.parse(readFileSync(this.#notePath, 'utf8')));
    } catch {
      return null;
    }
  }

  /** The part is ready, and takes the place of the database when that is opened next. */
  commit(note: RestoreNote): void {
    renameDurably(this.partPath, this.readyPath);
    writeDurably(this.#notePath, JSON.stringify(note));
  }

  /** Another restore failed: what was promised before it stays promised. */
  giveUp(): void {
    if (this.note() === null) this.clear();
    else removeWithLogs(this.partPath);
  }

  /** Takes away what a restore that was not committed, or that is finished, has left. Only for whoever holds the database. */
  clear(): void {
    if (![this.#notePath, this.readyPath, this.partPath].some((path) => existsSync(path))) return;
    removeDurably(this.#notePath);
    for (const path of [this.readyPath, this.partPath]) removeWithLogs(path);
    rmSync(`${this.#notePath}${partSuffix}`, { force: true });
  }
}

function removeWithLogs(path: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
}
