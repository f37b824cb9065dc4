import type { ConversationEvent, ConversationListEvent, Message, PathRange } from '../../contract/chat.ts';
import type { ConversationId, MessageId } from '../../contract/ids.ts';
import { conversationOf, type ChatParts, type ChatPorts } from './chat-parts.ts';
import { ConversationFeed, type ReplyNews } from './conversation-feed.ts';
import { ConversationPaths } from './conversation-paths.ts';
import { ConversationService } from './conversation-service.ts';
import { LiveReplies } from './live-replies.ts';
import { ReplyService } from './reply-service.ts';
import type { Begun } from './reply-starter.ts';
import { TreeService } from './tree-service.ts';

/** What was deleted can come back for this long; then it is erased. */
const undoWindowMs = 60 * 60 * 1000;

/** Chat as a whole: its parts over one store and one feed, who watches, and what is told on behalf of other services. */
export class ChatService {
  /** Conversations as a whole. */
  readonly conversations: ConversationService;
  /** What is said in them. */
  readonly replies: ReplyService;
  /** Which of it is shown, removed, copied. */
  readonly tree: TreeService;
  readonly #parts: ChatParts;
  readonly #purgeTimer: NodeJS.Timeout;

  constructor(ports: ChatPorts) {
    const feed = new ConversationFeed((id) => ports.conversations.isListed(id));
    const live = new LiveReplies();
    const tree = ports.conversations;
    const paths = new ConversationPaths({ tree, feed, live: live.find.bind(live) });
    this.#parts = { ports, feed, live, paths };
    this.conversations = new ConversationService(this.#parts);
    this.replies = new ReplyService(this.#parts);
    this.tree = new TreeService(this.#parts);
    const now = ports.clock.now();
    ports.conversations.markInterrupted();
    ports.conversations.purgeDeleted(now);
    ports.conversations.purgeRemoved(now - undoWindowMs);
    this.#purgeTimer = setInterval(() => this.#purge(), undoWindowMs / 4);
    this.#purgeTimer.unref();
  }

  watchList(listener: (event: ConversationListEvent) => void): () => void {
    listener(this.#listSnapshot());
    return this.#parts.feed.watchList(listener);
  }

  /** Called when a reply begins or has ended, also one that no list of chats shows. */
  watchWork(listener: () => void): () => void {
    return this.#parts.feed.work.subscribe(listener);
  }

  /** @throws AppError `not-found`. */
  watch(id: ConversationId, listener: (event: ConversationEvent) => void): () => void {
    const { feed, paths, live } = this.#parts;
    const conversation = conversationOf(this.#parts, id);
    const reply = live.find(id);
    const forget = paths.follow(id);
    try {
      listener({ type: 'snapshot', conversation, path: paths.snapshot(id), phase: reply?.phase ?? null });
      if (reply?.trouble) listener({ type: 'storage-trouble', error: reply.trouble });
    } catch (error) {
      forget();
      throw error;
    }
    const leave = feed.watch(id, listener);
    return () => {
      leave();
      forget();
    };
  }

  /** As `TreeService.messages`. */
  messages(input: Parameters<TreeService['messages']>[0]): PathRange {
    return this.tree.messages(input);
  }

  /** As `TreeService.locate`. */
  locate(id: MessageId): ReturnType<TreeService['locate']> {
    return this.tree.locate(id);
  }

  /** As `TreeService.duplicate`. */
  duplicate(id: MessageId): ReturnType<TreeService['duplicate']> {
    return this.tree.duplicate(id);
  }

  /** As `ReplyService.regenerate`. */
  regenerate(input: Parameters<ReplyService['regenerate']>[0]): Begun {
    return this.replies.regenerate(input);
  }

  /** As `ReplyService.branchWith`. */
  branchWith(input: Parameters<ReplyService['branchWith']>[0]): Begun {
    return this.replies.branchWith(input);
  }

  /** The reply under way in a conversation, or the one whose words still wait for the disk; null without one. */
  writing(id: ConversationId): Message | null {
    return this.#parts.live.find(id)?.message ?? null;
  }

  /** Phases and endings of every reply, whoever asked for it. */
  watchReplies(listener: (news: ReplyNews) => void): () => void {
    return this.#parts.feed.replies.subscribe(listener);
  }

  /** @throws AppError `conversation-busy`, `shutting-down`; `disk-full` when the words before cannot be kept. */
  assertIdle(id: ConversationId): void {
    this.#parts.live.assertIdle(id);
  }

  /** Stops the reply under way; resolves when it has ended. Nothing to stop is not an error. */
  stop(id: ConversationId): Promise<void> {
    return this.#parts.live.stop(id);
  }

  /** Tells of a conversation that another service has changed. @throws AppError `not-found`. */
  publishConversation(id: ConversationId): void {
    this.#parts.feed.publishConversation(conversationOf(this.#parts, id));
  }

  /** Tells of a message that another service has changed: summarised, say. */
  publishMessage(id: MessageId): void {
    this.tree.publishMessage(id);
  }

  /** Tells the whole list anew, and every open conversation: more than one has come, gone or changed. */
  publishList(): void {
    const { feed, paths } = this.#parts;
    feed.tellList(this.#listSnapshot());
    paths.readAgain();
  }

  /** Ends every reply under way with its text saved. */
  async dispose(): Promise<void> {
    clearInterval(this.#purgeTimer);
    await this.#parts.live.dispose();
  }

  #listSnapshot(): Extract<ConversationListEvent, { type: 'snapshot' }> {
    const { ports, live } = this.#parts;
    const conversations = ports.conversations.list();
    const generatingIds = live.generatingIds().filter((id) => ports.conversations.isListed(id));
    return { type: 'snapshot', conversations, generatingIds };
  }

  #purge(): void {
    const { ports } = this.#parts;
    const beforeMs = ports.clock.now() - undoWindowMs;
    try {
      ports.conversations.purgeDeleted(beforeMs);
      ports.conversations.purgeRemoved(beforeMs);
    } catch (error) {
      // A full disk, mostly. The next round or the next start erases it.
      ports.logger.error('purge-failed', error);
    }
  }
}
