import type { AttachmentId, ShelfPromptId } from '../../contract/ids.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import type { ShelfPrompt } from '../../contract/prompt-shelf.ts';

export type NewShelfPrompt = Pick<ShelfPrompt, 'id' | 'title' | 'text' | 'tags' | 'createdAtMs' | 'updatedAtMs'> & {
  /** In order: its own that stay, and ones of the shelf's draft, which are taken. Others that it had are erased. */
  readonly attachmentIds: readonly AttachmentId[];
};

/** Prompts that are kept. Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface ShelfRepository {
  /** Without those that are deleted: the one used or changed last first. */
  list(): ShelfPrompt[];
  find(id: ShelfPromptId): ShelfPrompt | null;
  /** Adds or changes; uses and the day it came stay. @throws AppError `not-found` for an attachment that is not there. */
  save(prompts: readonly NewShelfPrompt[]): void;
  noteUse(id: ShelfPromptId, atMs: number): void;
  /** Copies its files to the end of a draft. */
  copyFiles(id: ShelfPromptId, key: DraftKey, atMs: number): void;
  /** Hides it; `restore` brings it back until `purgeDeleted`. */
  softDelete(id: ShelfPromptId, deletedAtMs: number): void;
  restore(id: ShelfPromptId): void;
  purgeDeleted(beforeMs: number): void;
}
