import type { Conversation, Message } from '../../contract/chat.ts';
import type { ReplyRecord } from '../../contract/context.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import type { AttachmentId, ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { PathMessage } from '../context/path-message.ts';

/** `attachmentIds`: those of a draft are taken, those of another message copied. */
export type NewMessage = Pick<
  Message,
  'id' | 'conversationId' | 'parentId' | 'role' | 'text' | 'status' | 'createdAtMs'
> &
  Partial<Pick<Message, 'modelId' | 'modelName' | 'reasoning' | 'givenLength'>> & {
    readonly attachmentIds?: readonly AttachmentId[];
  };

export type NewRemoval = {
  readonly id: string;
  readonly messageId: MessageId;
  readonly extent: 'one' | 'from-here';
  readonly removedAtMs: number;
};

/**
 * The messages of conversations: each conversation is a tree, of which the path to its active leaf is told. Removed
 * messages are nobody's sibling, child or leaf. Every method is one transaction. @throws AppError `disk-full`,
 * `database-damaged`; `not-found` for attachments that are not there.
 */
export interface MessageTree {
  findMessage(id: MessageId): Message | null;
  /** Null for a conversation without messages. */
  activeLeaf(id: ConversationId): MessageId | null;
  /** First to last, following the active leaf. */
  pathIds(id: ConversationId): MessageId[];
  /** Whole messages, in this order; those that are not there are left out. */
  findMessages(ids: readonly MessageId[]): Message[];
  /** First to last, following the active leaf: everything. For few messages, or in no hurry. */
  activePath(id: ConversationId): Message[];
  /** What a reply below this message answers, without what only a page shows. */
  pathTo(id: MessageId): PathMessage[];

  /** Adds messages, each the child of its `parentId`, and makes the last one the active leaf; the draft that was sent is gone. */
  append(
    messages: readonly NewMessage[],
    patch: {
      readonly conversationId: ConversationId;
      readonly updatedAtMs: number;
      readonly modelId?: ModelId;
      readonly sentDraft?: DraftKey;
    },
  ): void;
  /** Adds a conversation with its first messages; the draft that was sent is gone. */
  createWith(conversation: Conversation, messages: readonly NewMessage[], sentDraft?: DraftKey): void;
  /** Adds a conversation whose path is a copy of the one to this message: attachments, summaries, prompts and all. */
  copyPath(to: MessageId, conversation: Conversation): void;
  /** Makes the newest leaf below the message the active one. */
  selectBranch(id: MessageId): void;
  /** A reply goes on: its words stay. */
  reopenReply(
    id: MessageId,
    patch: { readonly modelId: ModelId; readonly modelName: string; readonly atMs: number },
  ): void;
  rate(id: MessageId, rating: Message['rating']): void;
  saveRecord(id: MessageId, record: ReplyRecord): void;
  findRecord(id: MessageId): ReplyRecord | null;

  /** Takes messages out of the tree and chooses another leaf where the active one went. @throws AppError `not-found`. */
  remove(removal: NewRemoval): void;
  /** The newest removal of a conversation that can still be undone. */
  lastRemoval(id: ConversationId): string | null;
  /** The conversation of a removal that can still be undone. */
  removalOf(id: string): ConversationId | null;
  /**
   * Puts back what a removal took, to where it was, and shows it. Later removals that hold what it hung on are undone too.
   * Null when it is not known any more.
   */
  undoRemoval(id: string): { readonly conversationId: ConversationId; readonly messageId: MessageId } | null;
  /** Erases for good what was removed before the given time. */
  purgeRemoved(beforeMs: number): void;
}
