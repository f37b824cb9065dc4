import type { SearchFilters } from '../../contract/organise.ts';
import type { ConversationId, MessageId } from '../../contract/ids.ts';

/** Words in a row, folded as the index has them; the last one may go on. */
export type SearchTerm = { readonly words: readonly string[]; readonly isPrefix: boolean };

/** What of a message can be searched. */
export type SearchableTexts = { readonly text: string; readonly attachmentNames: string; readonly reasoning: string };

export type WaitingMessage = {
  /** Grows with time; never used twice. */
  readonly position: number;
  /** Null: it was deleted, its words leave the index. */
  readonly texts: SearchableTexts | null;
};

export type SearchQuestion = {
  /** All of them are to be found; none: every message that passes the filters. */
  readonly terms: readonly SearchTerm[];
  readonly filters: SearchFilters;
  /** Only messages up to this position; null: all. */
  readonly upTo: number | null;
  readonly limit: number;
};

/** `relevance` grows with how well the words fit; it compares within one answer. */
export type SearchMatch = { readonly position: number; readonly relevance: number; readonly atMs: number };

export type FoundMessage = SearchableTexts & {
  readonly position: number;
  readonly messageId: MessageId;
  readonly conversationId: ConversationId;
  readonly conversationTitle: string;
  readonly role: 'user' | 'assistant';
  readonly atMs: number;
};

export type TitledConversation = {
  readonly conversationId: ConversationId;
  readonly title: string;
  readonly atMs: number;
};

/** Words of messages and where they are. Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface SearchRepository {
  /**
   * Messages whose words changed since the index took them, newest first: at least one where one waits, and so many that
   * together they have about `length` UTF-16 units.
   */
  waiting(most: { readonly messages: number; readonly length: number }): WaitingMessage[];
  countWaiting(): number;
  /** Takes words into the index in place of those it had; null takes them out. */
  index(entries: readonly { readonly position: number; readonly words: SearchableTexts | null }[]): void;
  /** One step of erasing what deleted messages left in the index. @returns false when nothing is left to do. */
  tidy(): boolean;

  /** The newest messages that match, newest first. Deleted ones never do. */
  matches(question: SearchQuestion): SearchMatch[];
  /** Of one conversation's active path, first to last. */
  matchesOnPath(terms: readonly SearchTerm[], conversationId: ConversationId, limit: number): SearchMatch[];
  /** In the order asked for; ones that are gone are left out. */
  read(positions: readonly number[]): FoundMessage[];
  /** Conversations that pass those filters that are about conversations, the one changed last first. */
  titles(filters: SearchFilters): TitledConversation[];
}
