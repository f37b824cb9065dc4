import type { MessageId } from '../../contract/ids.ts';

/** The exact tokens of finished replies; they are written with a reply's ending. @throws AppError `database-damaged`. */
export interface ReplyTokenRepository {
  /** In order; null where they were never known. */
  find(replyId: MessageId): readonly number[] | null;
}
