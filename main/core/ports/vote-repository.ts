import type { RoundId, VoteId, AnswerId } from '../../contract/ids.ts';
import type { Vote } from '../../contract/votes.ts';

/** `answerId` ties an entry to the screen it was voted on; null where it was imported. */
export type VoteRecord = Omit<Vote, 'entries'> & {
  readonly entries: readonly (Vote['entries'][number] & { readonly answerId: AnswerId | null })[];
};

/** Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface VoteRepository {
  /** Newest first; undone ones are left out. */
  list(): VoteRecord[];
  find(id: VoteId): VoteRecord | null;
  ofRounds(ids: readonly RoundId[]): VoteRecord[];
  /** A round has one vote: the one before is undone. Contestants have to be there. Ids that are there already are left alone. */
  save(votes: readonly VoteRecord[]): { readonly added: number; readonly known: number };
  setTags(id: VoteId, tags: readonly string[]): void;
  undo(id: VoteId, undoneAtMs: number): void;
  redo(id: VoteId): void;
  purgeUndone(beforeMs: number): void;
  criteria(): string[];
  saveCriteria(names: readonly string[]): void;
}
