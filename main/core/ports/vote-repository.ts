import type { RoundId, VoteId, AnswerId } from '../../contract/ids.ts';
import type { Vote, VoteLine } from '../../contract/votes.ts';

/** `answerId` ties an entry to the screen it was voted on; null where it was imported. */
export type VoteRecord = Omit<Vote, 'entries'> & {
  readonly entries: readonly (Vote['entries'][number] & { readonly answerId: AnswerId | null })[];
};

/** What ratings need of a vote: none of its texts, which are nearly all of it. */
export type Ballot = Pick<VoteRecord, 'outcome' | 'isBlind' | 'tags'> & {
  readonly entries: readonly Pick<VoteRecord['entries'][number], 'contestantId' | 'isBest' | 'textStatistics'>[];
};

/** Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface VoteRepository {
  /** Newest first; undone ones are left out. */
  list(): VoteRecord[];
  /** The same without the texts; of a round that is veiled still, nothing that tells who stood where. Without ids: of all. */
  lines(ids?: readonly VoteId[]): VoteLine[];
  /** Newest first, without votes on rounds that are veiled still: a rating that moves would tell their names. */
  ballots(): Ballot[];
  /** An undone one too. */
  find(id: VoteId): VoteRecord | null;
  ofRounds(ids: readonly RoundId[]): VoteRecord[];
  /**
   * A round has one vote: the one before is undone. Contestants have to be there. A vote that is there already is left as
   * it is; one that was undone counts again, unless its round has another vote by now.
   */
  save(votes: readonly VoteRecord[]): { readonly added: number; readonly known: number };
  setTags(id: VoteId, tags: readonly string[]): void;
  undo(id: VoteId, undoneAtMs: number): void;
  /** What its round was given meanwhile is undone. */
  redo(id: VoteId, replacedAtMs: number): void;
  purgeUndone(beforeMs: number): void;
  criteria(): string[];
  saveCriteria(names: readonly string[]): void;
}
