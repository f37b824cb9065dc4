import type { Conversation, ConversationEvent, ConversationListEvent } from '../../contract/chat.ts';
import type { ConversationId } from '../../contract/ids.ts';
import { Emitter } from '../emitter.ts';

/** Who is told what: one channel for the list, one for each conversation that somebody watches. */
export class ConversationFeed {
  readonly list = new Emitter<ConversationListEvent>();
  readonly #channels = new Map<ConversationId, { readonly emitter: Emitter<ConversationEvent>; watchers: number }>();

  publish(id: ConversationId, event: ConversationEvent): void {
    this.#channels.get(id)?.emitter.emit(event);
  }

  isWatched(id: ConversationId): boolean {
    return this.#channels.has(id);
  }

  /** Tells both the list and the conversation's own watchers. */
  publishConversation(conversation: Conversation): void {
    this.list.emit({ type: 'changed', conversation });
    this.publish(conversation.id, { type: 'conversation-changed', conversation });
  }

  watch(id: ConversationId, listener: (event: ConversationEvent) => void): () => void {
    const channel = this.#channels.get(id) ?? { emitter: new Emitter<ConversationEvent>(), watchers: 0 };
    this.#channels.set(id, channel);
    channel.watchers += 1;
    const unsubscribe = channel.emitter.subscribe(listener);
    return () => {
      unsubscribe();
      channel.watchers -= 1;
      if (channel.watchers === 0) this.#channels.delete(id);
    };
  }
}
