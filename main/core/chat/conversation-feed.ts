import type { Conversation, ConversationEvent, ConversationListEvent } from '../../contract/chat.ts';
import type { ConversationId } from '../../contract/ids.ts';
import { Emitter } from '../emitter.ts';
import { WatchedChannels } from '../watched-channels.ts';

export type ReplyNews = Extract<ConversationEvent, { type: 'reply-phase' | 'reply-ended' }>;

/** Who is told what: one channel for the list, one for each conversation that somebody watches. */
export class ConversationFeed {
  /** A reply begins or has ended somewhere, listed or not. */
  readonly work = new Emitter<void>();
  readonly #list = new Emitter<ConversationListEvent>();
  /** Whether a list of chats shows it. */
  readonly #isListed: (id: ConversationId) => boolean;
  /** Phases and endings of all replies, listed or not. */
  readonly replies = new Emitter<ReplyNews>();
  readonly #channels = new WatchedChannels<ConversationId, ConversationEvent>();

  constructor(isListed: (id: ConversationId) => boolean) {
    this.#isListed = isListed;
  }

  watchList(listener: (event: ConversationListEvent) => void): () => void {
    return this.#list.subscribe(listener);
  }

  tellList(event: Extract<ConversationListEvent, { type: 'snapshot' }>): void {
    this.#list.emit(event);
  }

  tellGenerating(conversationId: ConversationId, isGenerating: boolean): void {
    this.work.emit();
    if (this.#isListed(conversationId)) this.#list.emit({ type: 'generating', conversationId, isGenerating });
  }

  tellRemoved(conversationId: ConversationId): void {
    if (this.#isListed(conversationId)) this.#list.emit({ type: 'removed', conversationId });
  }

  publish(id: ConversationId, event: ConversationEvent): void {
    if (event.type === 'reply-phase' || event.type === 'reply-ended') this.replies.emit(event);
    this.#channels.publish(id, event);
  }

  isWatched(id: ConversationId): boolean {
    return this.#channels.isWatched(id);
  }

  /** Tells both the list and the conversation's own watchers. */
  publishConversation(conversation: Conversation): void {
    if (this.#isListed(conversation.id)) this.#list.emit({ type: 'changed', conversation });
    this.publish(conversation.id, { type: 'conversation-changed', conversation });
  }

  watch(id: ConversationId, listener: (event: ConversationEvent) => void): () => void {
    return this.#channels.watch(id, listener);
  }
}
