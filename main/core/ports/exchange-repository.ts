import type { ExchangeConversation, ExchangeProject } from '../../contract/exchange-file.ts';
import type { ConversationId, ProjectId } from '../../contract/ids.ts';

/** Where an imported conversation goes: a project that is here, one that comes along (found by its name), or none. */
export type ImportTarget =
  | { readonly kind: 'project'; readonly id: ProjectId }
  | { readonly kind: 'brought'; readonly project: ExchangeProject }
  | { readonly kind: 'none' };

/**
 * Whole conversations out of the database and into it. What is deleted is not there for it. Every method is one transaction.
 * @throws AppError `disk-full`, `database-damaged`.
 */
export interface ExchangeRepository {
  /** Newest first. Null: all; unknown ones are passed over. */
  list(among: readonly ConversationId[] | null): { readonly id: ConversationId; readonly title: string }[];
  /** Messages in all branches, and on the active path. */
  count(id: ConversationId): { readonly all: number; readonly active: number };
  read(id: ConversationId): ExchangeConversation | null;
  projects(): ExchangeProject[];
  /** `source:id` of everything that is here: where it was brought from, and what it is called here. */
  origins(): Set<string>;
  /** Adds it whole, with the ids it has. A deleted conversation of the same origin gives its origin up. */
  insert(conversation: ExchangeConversation, target: ImportTarget): void;
}
