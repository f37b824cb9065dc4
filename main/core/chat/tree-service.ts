import { AppError } from '../../contract/errors.ts';
import { maxTitleLength, type Message, type PathRange } from '../../contract/chat.ts';
import type { ReplyRecord } from '../../contract/context.ts';
import type { ConversationId, MessageId } from '../../contract/ids.ts';
import { conversationOf, messageOf, newId, type ChatParts } from './chat-parts.ts';
import { copyTitle } from './copy-title.ts';

/** The tree of a conversation: which path is shown, what is taken out of it and put back, copies of it. */
export class TreeService {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** Messages of the active path, 200 at most. @throws AppError `not-found`. */
  messages({ conversationId, from, to }: { conversationId: ConversationId; from: number; to: number }): PathRange {
    conversationOf(this.#parts, conversationId);
    return this.#parts.paths.range(conversationId, from, to);
  }

  /** Where a message stands; its branch is made the active one. @throws AppError `not-found`, `conversation-busy`. */
  locate(id: MessageId): { conversationId: ConversationId; place: number } {
    const { conversation } = messageOf(this.#parts, id);
    const place = this.#parts.paths.ids(conversation.id).lastIndexOf(id);
    if (place >= 0) return { conversationId: conversation.id, place };
    this.selectBranch(id);
    return { conversationId: conversation.id, place: this.#parts.paths.ids(conversation.id).lastIndexOf(id) };
  }

  /** @throws AppError `not-found`, `conversation-busy`. */
  selectBranch(id: MessageId): void {
    const { message } = messageOf(this.#parts, id);
    this.#parts.live.assertIdle(message.conversationId);
    this.#parts.ports.conversations.selectBranch(id);
    this.#parts.paths.changed(message.conversationId, { phase: null });
  }

  /** Takes one message out, or all from it on; for an hour it can be undone. @throws AppError as `selectBranch`. */
  removeMessage({ messageId, extent }: { messageId: MessageId; extent: 'one' | 'from-here' }): { removalId: string } {
    const { ports, live, paths } = this.#parts;
    const { message } = messageOf(this.#parts, messageId);
    live.assertIdle(message.conversationId);
    const removal = { id: newId<string>(), messageId, extent, removedAtMs: ports.clock.now() };
    ports.conversations.remove(removal);
    paths.changed(message.conversationId, { phase: null, below: message.parentId });
    return { removalId: removal.id };
  }

  /** Puts back what a removal took, and shows it. @throws AppError `not-found` when the hour is over; `conversation-busy`. */
  undoRemoval(removalId: string): { conversationId: ConversationId; messageId: MessageId } {
    const { ports, live, paths } = this.#parts;
    const conversationId = ports.conversations.removalOf(removalId);
    if (conversationId === null) throw new AppError('not-found', { what: 'removal' });
    conversationOf(this.#parts, conversationId);
    live.assertIdle(conversationId);
    const undone = ports.conversations.undoRemoval(removalId);
    if (undone === null) throw new AppError('not-found', { what: 'removal' });
    const { parentId } = messageOf(this.#parts, undone.messageId).message;
    paths.changed(conversationId, { phase: null, below: parentId });
    return undone;
  }

  /** Null where nothing was removed in the last hour. @throws AppError as `undoRemoval`. */
  undoLastRemoval(id: ConversationId): { messageId: MessageId } | null {
    conversationOf(this.#parts, id);
    const removalId = this.#parts.ports.conversations.lastRemoval(id);
    return removalId === null ? null : this.undoRemoval(removalId);
  }

  /**
   * A conversation of its own that begins with the path up to this message. @param title absent: as the one it comes from.
   * @throws AppError as `selectBranch`.
   */
  duplicate(messageId: MessageId, title?: string): { conversationId: ConversationId } {
    const { ports, live, feed } = this.#parts;
    const { conversation } = messageOf(this.#parts, messageId);
    live.assertIdle(conversation.id);
    const now = ports.clock.now();
    const titles = ports.conversations.list().map(({ title }) => title);
    const id = newId<ConversationId>();
    ports.conversations.copyPath(messageId, {
      ...conversation,
      id,
      title: copyTitle((title ?? conversation.title).slice(0, maxTitleLength - 10), titles),
      // An automatic title would make it look like the one it was copied from again.
      titleSource: 'person',
      isPinned: false,
      isArchived: false,
      createdAtMs: now,
      updatedAtMs: now,
    });
    feed.publishConversation(conversationOf(this.#parts, id));
    return { conversationId: id };
  }

  /** @throws AppError `not-found`. */
  rate({ messageId, rating }: { messageId: MessageId; rating: Message['rating'] }): void {
    messageOf(this.#parts, messageId);
    this.#parts.ports.conversations.rate(messageId, rating);
    this.publishMessage(messageId);
  }

  /** What a reply was made with; null for one that is older than such records. @throws AppError `not-found`. */
  record(id: MessageId): ReplyRecord | null {
    messageOf(this.#parts, id);
    return this.#parts.ports.conversations.findRecord(id);
  }

  /** Tells of a message that stays where it is and is another now: rated, summarised. */
  publishMessage(id: MessageId): void {
    const { ports, live, paths, feed } = this.#parts;
    const stored = ports.conversations.findMessage(id);
    if (!stored) return;
    const reply = live.find(stored.conversationId);
    if (reply?.message.id === id) reply.amend({ rating: stored.rating, summary: stored.summary });
    const message = paths.find(stored.conversationId, id);
    if (message) feed.publish(stored.conversationId, { type: 'message-changed', message });
  }
}
