import type { Draft, DraftKey } from '../../contract/drafts.ts';

/** What people have written and not sent. Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface DraftRepository {
  /** Without those of conversations and messages that are deleted; they come back with them. */
  all(): Draft[];
  find(key: DraftKey): Draft | null;
  /** Empty texts take it away; a draft of what does not exist is not kept. */
  save(draft: Pick<Draft, 'key' | 'text' | 'replyPrefix' | 'updatedAtMs'>): void;
}
