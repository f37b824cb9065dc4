import type { Summary } from '../../contract/context.ts';
import type { SummaryId } from '../../contract/ids.ts';

/** What stands for the beginning of a conversation, on the message it ends with. @throws AppError `disk-full`. */
export interface SummaryRepository {
  find(id: SummaryId): Summary | null;
  /** In place of what its message had. Nothing when the message is gone. @returns whether it was kept. */
  save(summary: Summary): boolean;
  remove(id: SummaryId): void;
}
