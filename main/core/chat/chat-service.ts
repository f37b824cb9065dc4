import { AppError } from '../../contract/errors.ts';
import type {
  Conversation,
  ConversationEvent,
  ConversationListEvent,
  Message,
  PathWindow,
} from '../../contract/chat.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewMessage } from '../ports/message-tree.ts';
import type { ConversationRepository } from '../ports/repositories.ts';
import { ConversationFeed } from './conversation-feed.ts';
import { closingReason, generateReply, type GenerationPorts } from './generation.ts';
import { LiveReply } from './live-reply.ts';
import { titleFrom } from './title.ts';

export type ChatPorts = GenerationPorts & {
  readonly conversations: ConversationRepository;
  readonly clock: Clock;
  /** The model's display name. @throws AppError `not-found`. */
  readonly modelName: (id: ModelId) => string;
};

type Active = { readonly reply: LiveReply; readonly abort: AbortController; readonly done: Promise<void> };

/** Deleted conversations can come back for this long; then they are erased. */
const undoWindowMs = 60 * 60 * 1000;

/** Conversations: what a person does with them, and what those who watch are told. */
export class ChatService {
  readonly #ports: ChatPorts;
  readonly #feed = new ConversationFeed();
  readonly #active = new Map<ConversationId, Active>();
  readonly #purgeTimer: NodeJS.Timeout;
  #isClosing = false;

  constructor(ports: ChatPorts) {
    this.#ports = ports;
    ports.conversations.markInterrupted();
    ports.conversations.purgeDeleted(ports.clock.now());
    this.#purgeTimer = setInterval(() => this.#purge(), undoWindowMs / 4);
    this.#purgeTimer.unref();
  }

  watchList(listener: (event: ConversationListEvent) => void): () => void {
    const generatingIds = [...this.#active].filter(([, { reply }]) => reply.phase !== null).map(([id]) => id);
    listener({ type: 'snapshot', conversations: this.#ports.conversations.list(), generatingIds });
    return this.#feed.list.subscribe(listener);
  }

  /** @throws AppError `not-found`. */
  watch(id: ConversationId, listener: (event: ConversationEvent) => void): () => void {
    const conversation = this.#conversation(id);
    const active = this.#active.get(id);
    listener({ type: 'snapshot', conversation, path: windowOf(this.#path(id)), phase: active?.reply.phase ?? null });
    if (active?.reply.trouble) listener({ type: 'storage-trouble', error: active.reply.trouble });
    return this.#feed.watch(id, listener);
  }

  /**
   * Adds the person's message and an empty reply in one transaction, then generates.
   * @throws AppError `not-found`, `conversation-busy`, `disk-full`.
   */
  send(input: { conversationId: ConversationId | null; text: string; modelId: ModelId }): {
    conversationId: ConversationId;
    replyId: MessageId;
  } {
    const now = this.#ports.clock.now();
    const existing = input.conversationId === null ? null : this.#conversation(input.conversationId);
    const id = existing?.id ?? newId<ConversationId>();
    this.#assertIdle(id);
    const parentId = existing ? (this.#ports.conversations.activePath(id).at(-1)?.id ?? null) : null;
    const question: NewMessage = {
      id: newId<MessageId>(),
      conversationId: id,
      parentId,
      role: 'user',
      text: input.text,
      status: 'complete',
      createdAtMs: now,
    };
    const reply = this.#emptyReply(id, question.id, input.modelId, now);
    if (existing) {
      this.#ports.conversations.append([question, reply], {
        conversationId: id,
        updatedAtMs: now,
        modelId: input.modelId,
      });
    } else {
      this.#ports.conversations.createWith(newConversation(id, input, now), [question, reply]);
    }
    this.#start(id, reply.id, input.modelId);
    return { conversationId: id, replyId: reply.id };
  }

  /** Answers the same message again; the earlier reply stays as a sibling. @throws AppError as `send`. */
  regenerate(input: { replyId: MessageId; modelId: ModelId | null }): {
    conversationId: ConversationId;
    replyId: MessageId;
  } {
    const old = this.#message(input.replyId);
    if (old.role !== 'assistant' || old.parentId === null) throw new AppError('bad-request', { detail: 'not a reply' });
    const conversation = this.#conversation(old.conversationId);
    this.#assertIdle(conversation.id);
    const modelId = input.modelId ?? conversation.modelId ?? old.modelId;
    if (modelId === null) throw new AppError('model-not-selected');
    const now = this.#ports.clock.now();
    const reply = this.#emptyReply(conversation.id, old.parentId, modelId, now);
    this.#ports.conversations.append([reply], { conversationId: conversation.id, updatedAtMs: now, modelId });
    this.#start(conversation.id, reply.id, modelId);
    return { conversationId: conversation.id, replyId: reply.id };
  }

  /** Stops the reply under way; resolves when it has ended. Nothing to stop is not an error. */
  async stop(id: ConversationId): Promise<void> {
    const active = this.#active.get(id);
    active?.abort.abort();
    await active?.done;
  }

  selectBranch(id: MessageId): void {
    const message = this.#message(id);
    this.#assertIdle(message.conversationId);
    this.#ports.conversations.selectBranch(id);
    this.#feed.publish(message.conversationId, {
      type: 'path-changed',
      path: windowOf(this.#path(message.conversationId)),
      phase: null,
    });
  }

  rename(id: ConversationId, title: string): void {
    this.#change(id, { title, titleSource: 'person' });
  }

  setPinned(id: ConversationId, isPinned: boolean): void {
    this.#change(id, { isPinned });
  }

  setModel(id: ConversationId, modelId: ModelId): void {
    this.#ports.modelName(modelId);
    this.#change(id, { modelId });
  }

  /** Hides the conversation; `restore` brings it back for an hour or until the app is closed. */
  async remove(id: ConversationId): Promise<void> {
    this.#conversation(id);
    await this.stop(id);
    this.#ports.conversations.softDelete(id, this.#ports.clock.now());
    this.#feed.list.emit({ type: 'removed', conversationId: id });
    this.#feed.publish(id, { type: 'deleted' });
  }

  restore(id: ConversationId): void {
    this.#ports.conversations.restore(id);
    this.#feed.publishConversation(this.#conversation(id));
  }

  /** Ends every reply under way with its text saved. */
  async dispose(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#purgeTimer);
    const active = [...this.#active.values()];
    for (const { abort } of active) abort.abort(closingReason);
    await Promise.all(active.map(({ done }) => done));
    for (const { reply } of active) reply.dispose();
  }

  #start(id: ConversationId, replyId: MessageId, modelId: ModelId): void {
    const path = this.#ports.conversations.activePath(id);
    const message = path.at(-1);
    if (message?.id !== replyId) throw new Error('the new reply is not the active leaf');
    const abort = new AbortController();
    const publish = (event: ConversationEvent): void => this.#feed.publish(id, event);
    const { conversations: repository, logger } = this.#ports;
    const reply = new LiveReply({ message, repository, publish, logger });
    const input = {
      reply,
      modelId,
      path: path.slice(0, -1).map((message, place) => ({ ...message, place, messageId: message.id, attachments: [] })),
      signal: abort.signal,
    };
    this.#feed.publishConversation(this.#conversation(id));
    const done = generateReply(input, this.#ports).then(() => {
      this.#feed.list.emit({ type: 'generating', conversationId: id, isGenerating: false });
    });
    this.#active.set(id, { reply, abort, done });
    void reply.settled.then(() => {
      if (this.#active.get(id)?.reply === reply) this.#active.delete(id);
    });
    this.#feed.publish(id, { type: 'path-changed', path: windowOf(path), phase: reply.phase });
    this.#feed.list.emit({ type: 'generating', conversationId: id, isGenerating: true });
  }

  /** The stored path, with the words that are not on disk yet. */
  #path(id: ConversationId): Message[] {
    const live = this.#active.get(id)?.reply.message;
    return this.#ports.conversations
      .activePath(id)
      .map((message) => (message.id === live?.id ? { ...live, siblingIds: message.siblingIds } : message));
  }

  #change(
    id: ConversationId,
    patch: Partial<Pick<Conversation, 'title' | 'titleSource' | 'modelId' | 'isPinned'>>,
  ): void {
    this.#conversation(id);
    this.#ports.conversations.update(id, patch);
    this.#feed.publishConversation(this.#conversation(id));
  }

  #emptyReply(conversationId: ConversationId, parentId: MessageId, modelId: ModelId, createdAtMs: number): NewMessage {
    const modelName = this.#ports.modelName(modelId);
    const id = newId<MessageId>();
    return {
      id,
      conversationId,
      parentId,
      role: 'assistant',
      text: '',
      status: 'streaming',
      createdAtMs,
      modelId,
      modelName,
    };
  }

  #assertIdle(id: ConversationId): void {
    if (this.#isClosing) throw new AppError('shutting-down');
    const active = this.#active.get(id);
    if (active?.reply.phase) throw new AppError('conversation-busy');
    active?.reply.flush();
  }

  #conversation(id: ConversationId): Conversation {
    const conversation = this.#ports.conversations.find(id);
    if (!conversation) throw new AppError('not-found', { what: 'conversation' });
    return conversation;
  }

  #message(id: MessageId): Message {
    const message = this.#ports.conversations.findMessage(id);
    if (!message) throw new AppError('not-found', { what: 'message' });
    return message;
  }

  #purge(): void {
    try {
      this.#ports.conversations.purgeDeleted(this.#ports.clock.now() - undoWindowMs);
    } catch (error) {
      // A full disk, mostly. The next round or the next start erases it.
      this.#ports.logger.error('purge-failed', error);
    }
  }
}

function windowOf(messages: readonly Message[]): PathWindow {
  return { length: messages.length, kept: 0, from: 0, messages, leafId: messages.at(-1)?.id ?? null };
}

function newConversation(id: ConversationId, input: { text: string; modelId: ModelId }, now: number): Conversation {
  return {
    id,
    title: titleFrom(input.text),
    titleSource: 'auto',
    modelId: input.modelId,
    isPinned: false,
    isArchived: false,
    projectId: null,
    tags: [],
    createdAtMs: now,
    updatedAtMs: now,
  };
}

function newId<Id extends string>(): Id {
  return crypto.randomUUID() as Id;
}
