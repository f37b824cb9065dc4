import type { Attachment } from '../../contract/attachments.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import type { AttachmentId } from '../../contract/ids.ts';

export type NewAttachment = Attachment & {
  readonly draftKey: DraftKey;
  readonly text: string;
  /** Of the text: it is kept once, whoever has it. */
  readonly hash: string;
  readonly createdAtMs: number;
};

/** Text files that wait with drafts or went with messages. Every method is one transaction. @throws AppError `disk-full`. */
export interface AttachmentRepository {
  /** After those that wait already. */
  add(attachment: NewAttachment): void;
  ofDraft(key: DraftKey): Attachment[];
  find(id: AttachmentId): { readonly name: string; readonly text: string } | null;
  /** Takes one from its draft; what went with a message stays. @returns the draft, null where there was nothing to take. */
  removeFromDraft(id: AttachmentId): DraftKey | null;
  /** Erases what waits with a draft of something that is gone. */
  removeStranded(): void;
}
