import type { AnswerFigures } from '../../contract/answer-figures.ts';
import type { Attachment } from '../../contract/attachments.ts';
import type { OwnChatSettings } from '../../contract/chat-settings.ts';
import type { Comparison } from '../../contract/compare.ts';
import type { Contestant } from '../../contract/contestants.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import type {
  AnswerId,
  AttachmentId,
  ColumnId,
  ComparisonId,
  ContestantId,
  ConversationId,
  MessageId,
  ModelId,
  RoundId,
} from '../../contract/ids.ts';

/** What is kept of a contestant; its name and whether its model is there are `describeContestant`'s to say. */
export type ContestantRecord = Omit<Contestant, 'name' | 'isNamedByPerson' | 'isThere'> & {
  /** What makes two setups the same contestant. */
  readonly key: string;
  /** Null: the automatic one. */
  readonly ownName: string | null;
};

export type ColumnRecord = {
  readonly id: ColumnId;
  readonly comparisonId: ComparisonId;
  readonly contestantId: ContestantId;
  /** Its words: a conversation that no list of chats shows. */
  readonly conversationId: ConversationId;
  /** Its contestant was swapped or taken out; its answers stay. */
  readonly isRemoved: boolean;
};

export type ComparisonRecord = Pick<
  Comparison,
  'id' | 'title' | 'mode' | 'timing' | 'revealsAfterVote' | 'source' | 'createdAtMs' | 'updatedAtMs'
> & {
  readonly titleSource: 'auto' | 'person';
  /** In order; removed ones too, each before the one that took its place. */
  readonly columns: readonly ColumnRecord[];
};

type Changeable = 'title' | 'titleSource' | 'mode' | 'timing' | 'revealsAfterVote' | 'updatedAtMs';
/** What is absent stays. */
export type ComparisonPatch = { readonly [Key in Changeable]?: ComparisonRecord[Key] | undefined };

export type AnswerRecord = {
  readonly id: AnswerId;
  readonly roundId: RoundId;
  readonly columnId: ColumnId;
  readonly place: number;
  /** Of the version that is shown; null until it was asked. */
  readonly messageId: MessageId | null;
};

export type RoundRecord = {
  readonly id: RoundId;
  readonly comparisonId: ComparisonId;
  readonly text: string;
  /** Kept for the round itself; each column's message gets a copy. */
  readonly attachments: readonly Attachment[];
  readonly tags: readonly string[];
  readonly seed: number;
  readonly isBlind: boolean;
  readonly isRevealed: boolean;
  readonly createdAtMs: number;
  /** By place. */
  readonly answers: readonly AnswerRecord[];
};

export type NewRound = Omit<RoundRecord, 'attachments' | 'isRevealed' | 'answers'> & {
  /** Attachments of a draft are taken, others copied. */
  readonly attachmentIds: readonly AttachmentId[];
  /** The draft that was sent is gone. */
  readonly sentDraft: DraftKey | null;
  readonly answers: readonly Pick<AnswerRecord, 'id' | 'columnId' | 'place'>[];
};

export type NewColumn = Pick<ColumnRecord, 'id' | 'contestantId' | 'conversationId'> & {
  /** Messages that stand before its first answer are copied from the path to this one; null for none. */
  readonly copiedFrom: MessageId | null;
  /** Its conversation's own: everything that decides how its answers are made. */
  readonly own: OwnChatSettings;
  readonly modelId: ModelId;
  readonly title: string;
  readonly createdAtMs: number;
};

export type RoundCount = { readonly rounds: number; readonly votes: number; readonly veiled: number };

/**
 * Comparisons and what belongs to them. Those that are deleted are not found, nor is anything of theirs. Every method is
 * one transaction. @throws AppError `disk-full`, `database-damaged`.
 */
export interface CompareRepository {
  /** The contestant with this key, as it was first kept; the new one where there is none. */
  keepContestant(contestant: ContestantRecord): ContestantRecord;
  /** Those that are there, in no order. */
  contestants(ids: readonly ContestantId[]): ContestantRecord[];
  allContestants(): ContestantRecord[];
  renameContestant(id: ContestantId, ownName: string | null): void;

  /** Those that are not deleted, the one changed last first. */
  list(): ComparisonRecord[];
  find(id: ComparisonId): ComparisonRecord | null;
  findColumn(id: ColumnId): ColumnRecord | null;
  /** Of a column's conversation; null for a chat. */
  columnOf(conversationId: ConversationId): ColumnRecord | null;
  create(comparison: Omit<ComparisonRecord, 'columns'>, columns: readonly NewColumn[]): void;
  update(id: ComparisonId, patch: ComparisonPatch): void;
  /** `at`: its place among those that are not removed; the others move up. */
  addColumn(comparisonId: ComparisonId, column: NewColumn, at: number): void;
  /** Takes it out; another one may take its place in the same transaction. */
  removeColumn(id: ColumnId, removedAtMs: number, replacement: NewColumn | null): void;
  moveColumn(id: ColumnId, to: number): void;
  /** Hides it; `restore` brings it back whole until `purgeDeleted`. */
  softDelete(id: ComparisonId, deletedAtMs: number): void;
  restore(id: ComparisonId): void;
  purgeDeleted(beforeMs: number): void;

  /** First to last. */
  rounds(id: ComparisonId): RoundRecord[];
  /** Of each comparison that is not deleted and has rounds, or of one. */
  roundCounts(id?: ComparisonId): ReadonlyMap<ComparisonId, RoundCount>;
  findRound(id: RoundId): RoundRecord | null;
  findAnswer(id: AnswerId): AnswerRecord | null;
  addRound(round: NewRound): void;
  /** An answer for a column that came later. */
  addAnswer(answer: Omit<AnswerRecord, 'messageId'>): void;
  setAnswerMessage(id: AnswerId, messageId: MessageId | null): void;
  setRoundTags(id: RoundId, tags: readonly string[]): void;
  reveal(id: RoundId, revealedAtMs: number): void;
  /** Only a round in which nothing was answered yet. */
  removeRound(id: RoundId): void;

  saveFigures(messageId: MessageId, figures: AnswerFigures): void;
  figures(ids: readonly MessageId[]): ReadonlyMap<MessageId, AnswerFigures>;

  /** What a search looks through, first to last. Answers of rounds that are veiled are left out. */
  textsOf(id: ComparisonId): { readonly prompts: readonly string[]; readonly answers: readonly string[] };
}
