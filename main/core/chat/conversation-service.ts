import type { Conversation } from '../../contract/chat.ts';
import type { ConversationId, ModelId } from '../../contract/ids.ts';
import { conversationOf, type ChatParts } from './chat-parts.ts';

/** What a person does with a conversation as a whole. */
export class ConversationService {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** @throws AppError `not-found`. */
  rename(id: ConversationId, title: string): void {
    this.#change(id, { title, titleSource: 'person' });
  }

  setPinned(id: ConversationId, isPinned: boolean): void {
    this.#change(id, { isPinned });
  }

  setModel(id: ConversationId, modelId: ModelId): void {
    this.#parts.ports.modelName(modelId);
    this.#change(id, { modelId });
  }

  /** Hides the conversation; `restore` brings it back for an hour or until the app is closed. */
  async remove(id: ConversationId): Promise<void> {
    const { ports, live, feed } = this.#parts;
    conversationOf(this.#parts, id);
    await live.stop(id);
    ports.conversations.softDelete(id, ports.clock.now());
    feed.tellRemoved(id);
    feed.publish(id, { type: 'deleted' });
  }

  restore(id: ConversationId): void {
    const { ports, feed, paths, live } = this.#parts;
    ports.conversations.restore(id);
    const conversation = conversationOf(this.#parts, id);
    feed.publishConversation(conversation);
    // Whoever watches was told that it is gone.
    if (!feed.isWatched(id)) return;
    const phase = live.find(id)?.phase ?? null;
    feed.publish(id, { type: 'snapshot', conversation, path: paths.snapshot(id), phase });
  }

  #change(
    id: ConversationId,
    patch: Partial<Pick<Conversation, 'title' | 'titleSource' | 'modelId' | 'isPinned'>>,
  ): void {
    conversationOf(this.#parts, id);
    this.#parts.ports.conversations.update(id, patch);
    this.#parts.feed.publishConversation(conversationOf(this.#parts, id));
  }
}
