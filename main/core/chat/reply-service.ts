import { AppError } from '../../contract/errors.ts';
import type { Conversation, Message } from '../../contract/chat.ts';
import { draftKeyOf, editDraftKey, type DraftKey } from '../../contract/drafts.ts';
import type { AttachmentId, ConversationId, MessageId, ModelId, ProjectId } from '../../contract/ids.ts';
import type { NewMessage } from '../ports/message-tree.ts';
import type { ReplyPrefix } from '../ports/runner-pool.ts';
import { conversationOf, idleMessageOf, newId, type ChatParts } from './chat-parts.ts';
import { givenPrefix, prefixOf } from './reply-prefix.ts';
import { ReplyStarter, type Begun, type Start } from './reply-starter.ts';
import { titleFrom } from './title.ts';

export type SendInput = {
  readonly conversationId: ConversationId | null;
  readonly text: string;
  readonly modelId: ModelId;
  readonly attachmentIds?: readonly AttachmentId[];
  readonly replyPrefix?: string;
  readonly projectId?: ProjectId | null;
  /** Drawn with this where the settings name none; recorded as always. Absent: a fresh one. */
  readonly seed?: number;
  /** In place of the active leaf: the message that is answered to, null for the beginning. */
  readonly parentId?: MessageId | null;
};
export type EditInput = {
  readonly messageId: MessageId;
  readonly text: string;
  readonly attachmentIds: readonly AttachmentId[];
  readonly answerWith: ModelId | null;
};
export type Edited = Omit<Begun, 'replyId'> & { readonly messageId: MessageId; readonly replyId: MessageId | null };
type Version = {
  readonly prefix: ReplyPrefix | null;
  readonly modelId: ModelId;
  readonly givenLength: number;
  /** As `SendInput.seed`. */
  readonly seed?: number | undefined;
  readonly sentDraft?: DraftKey;
};

/** What makes messages: sent, answered again, edited, continued. Each is one transaction, then the model begins. */
export class ReplyService {
  readonly #parts: ChatParts;
  readonly #starter: ReplyStarter;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#starter = new ReplyStarter(parts);
  }

  /**
   * Adds the person's message and a reply that begins, then generates.
   * @throws AppError `not-found`, `conversation-busy`, `disk-full`.
   */
  send({ text, modelId, attachmentIds = [], replyPrefix = '', ...input }: SendInput): Begun {
    const { ports, live } = this.#parts;
    const existing = input.conversationId === null ? null : conversationOf(this.#parts, input.conversationId);
    const conversationId = existing?.id ?? newId<ConversationId>();
    live.assertIdle(conversationId);
    const now = ports.clock.now();
    const prefix = givenPrefix(replyPrefix);
    const { parentId = ports.conversations.activeLeaf(conversationId) } = input;
    const id = newId<MessageId>();
    const question: NewMessage = {
      ...{ id, conversationId, parentId, role: 'user', status: 'complete', createdAtMs: now },
      ...{ text, attachmentIds },
    };
    const reply = this.#newReply({ conversationId, parentId: id, modelId, prefix }, replyPrefix.length);
    // Nobody writes in a conversation that no list shows.
    const isListed = existing === null || ports.conversations.isListed(conversationId);
    const sent = isListed ? { sentDraft: draftKeyOf(input.conversationId) } : {};
    if (existing) {
      const patch = { conversationId, updatedAtMs: now, modelId, ...sent };
      ports.conversations.append([question, reply], patch);
    } else {
      const conversation = newConversation(conversationId, { text, modelId, projectId: input.projectId ?? null }, now);
      ports.conversations.createWith(conversation, [question, reply], sent.sentDraft);
    }
    const hasBegun = existing === null;
    const seed = input.seed === undefined ? {} : { seed: input.seed };
    const start = { conversationId, replyId: reply.id, modelId, parentId: id, prefix, hasBegun, ...sent, ...seed };
    return this.#starter.start(start, { after: parentId, added: [id, reply.id] });
  }

  /** Another reply to the same message, beside the ones before; or the first one to a person's. @throws AppError as `send`. */
  regenerate(input: { replyId: MessageId; modelId: ModelId | null; replyPrefix?: string; seed?: number }): Begun {
    const { message, conversation } = idleMessageOf(this.#parts, input.replyId);
    const prefix = givenPrefix(input.replyPrefix ?? '');
    return this.#version(message, {
      prefix,
      modelId: this.#modelOf(input.modelId, [conversation.modelId, message.modelId]),
      givenLength: prefix?.text.length ?? 0,
      seed: input.seed,
    });
  }

  /** Another version of a reply that begins with these words, of which the tokens may be known. @throws AppError as `send`. */
  branchWith(input: { replyId: MessageId; prefix: ReplyPrefix; prefixTokens?: readonly number[] | null }): Begun {
    const { message, conversation } = idleMessageOf(this.#parts, input.replyId);
    const { prefix, prefixTokens } = input;
    return this.#version(message, {
      prefix: prefixTokens ? { ...prefix, tokens: prefixTokens } : prefix,
      modelId: this.#modelOf(null, [message.modelId, conversation.modelId]),
      givenLength: Math.min(message.givenLength, prefix.text.length),
    });
  }

  /**
   * The model goes on where a reply ended: in place where nothing follows it, else as another version, because what follows
   * was said to the reply as it was; so is a summary that ends with it. @throws AppError as `send`.
   */
  continueReply(input: { replyId: MessageId; modelId: ModelId | null }): Begun {
    const { ports } = this.#parts;
    const { message, conversation } = idleMessageOf(this.#parts, input.replyId);
    if (message.role !== 'assistant' || message.parentId === null) throw nothingToAnswer();
    const prefix = prefixOf(message);
    const modelId = this.#modelOf(input.modelId, [message.modelId, conversation.modelId]);
    if (ports.conversations.activeLeaf(conversation.id) !== message.id || message.summary !== null) {
      return this.#version(message, { prefix, modelId, givenLength: message.givenLength });
    }
    const modelName = ports.modelName(modelId);
    ports.conversations.reopenReply(message.id, { modelId, modelName, atMs: ports.clock.now() });
    const { parentId } = message;
    const start = { conversationId: conversation.id, replyId: message.id, modelId, parentId, prefix };
    return this.#starter.start(start, { after: parentId, added: [message.id] });
  }

  /**
   * A version of the message with other words, beside the one before; answered, or gone on with, where a model is named.
   * @throws AppError as `send`; `bad-request` without words.
   */
  edit(input: EditInput): Edited {
    if (input.text.trim() === '') throw new AppError('bad-request', { detail: 'empty' });
    const { message } = idleMessageOf(this.#parts, input.messageId);
    const version = this.#editedVersion(message, input);
    if (input.answerWith === null) return this.#keep(version, message);
    return message.role === 'user'
      ? this.#answerEdited(version, message, input.answerWith)
      : this.#goOnFrom(version, message, input.answerWith);
  }

  #editedVersion(message: Message, { text, attachmentIds }: EditInput): NewMessage {
    const { conversationId, parentId, role, modelId, modelName, reasoning } = message;
    const createdAtMs = this.#parts.ports.clock.now();
    const version = {
      id: newId<MessageId>(),
      conversationId,
      parentId,
      role,
      text,
      status: 'complete',
      createdAtMs,
    } as const;
    if (role === 'user') return { ...version, attachmentIds };
    return { ...version, reasoning, modelId, modelName, givenLength: text.length };
  }

  #keep(version: NewMessage, { id, conversationId, parentId }: Message): Edited {
    const { ports, feed, paths } = this.#parts;
    const sentDraft = editDraftKey(id);
    ports.conversations.append([version], { conversationId, updatedAtMs: version.createdAtMs, sentDraft });
    feed.publishConversation(conversationOf(this.#parts, conversationId));
    paths.grew(conversationId, parentId, [version.id], null);
    ports.onSent(sentDraft);
    return { conversationId, messageId: version.id, replyId: null };
  }

  #answerEdited(version: NewMessage, { id, conversationId, parentId }: Message, modelId: ModelId): Edited {
    const reply = this.#newReply({ conversationId, parentId: version.id, modelId, prefix: null }, 0);
    const sentDraft = editDraftKey(id);
    const patch = { conversationId, updatedAtMs: version.createdAtMs, modelId, sentDraft };
    this.#parts.ports.conversations.append([version, reply], patch);
    const start = { conversationId, replyId: reply.id, modelId, parentId: version.id, prefix: null, sentDraft };
    const begun = this.#starter.start(start, { after: parentId, added: [version.id, reply.id] });
    return { ...begun, messageId: version.id };
  }

  #goOnFrom({ text, reasoning = '' }: NewMessage, message: Message, modelId: ModelId): Edited {
    const prefix = prefixOf({ text, reasoning });
    const sentDraft = editDraftKey(message.id);
    const begun = this.#version(message, { prefix, modelId, givenLength: text.length, sentDraft });
    return { ...begun, messageId: begun.replyId };
  }

  /** A reply beside this one, or below it where it is the person's message. */
  #version(message: Message, { prefix, modelId, givenLength, seed, ...sent }: Version): Begun {
    const { ports } = this.#parts;
    const { conversationId } = message;
    const parentId = message.role === 'user' ? message.id : message.parentId;
    if (parentId === null) throw nothingToAnswer();
    const reply = this.#newReply({ conversationId, parentId, modelId, prefix }, givenLength);
    ports.conversations.append([reply], { conversationId, updatedAtMs: reply.createdAtMs, modelId, ...sent });
    const start = { conversationId, replyId: reply.id, modelId, parentId, prefix, seed, ...sent };
    return this.#starter.start(start, { after: parentId, added: [reply.id] });
  }

  #newReply({ conversationId, parentId, modelId, prefix }: Omit<Start, 'replyId'>, givenLength: number): NewMessage {
    const { ports } = this.#parts;
    return {
      id: newId<MessageId>(),
      conversationId,
      parentId,
      role: 'assistant',
      text: prefix?.text ?? '',
      reasoning: prefix?.reasoning ?? '',
      givenLength,
      status: 'streaming',
      createdAtMs: ports.clock.now(),
      modelId,
      modelName: ports.modelName(modelId),
    };
  }

  /** The one that was asked for, or else the first one that is still there. @throws AppError `model-not-selected`, `not-found`. */
  #modelOf(asked: ModelId | null, others: readonly (ModelId | null)[]): ModelId {
    if (asked !== null) return asked;
    const known = others.filter((id) => id !== null);
    const [first] = known;
    if (first === undefined) throw new AppError('model-not-selected');
    return known.find((id) => this.#isKnown(id)) ?? first;
  }

  #isKnown(id: ModelId): boolean {
    try {
      this.#parts.ports.modelName(id);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}

function nothingToAnswer(): AppError {
  return new AppError('bad-request', { detail: 'nothing to answer' });
}

function newConversation(
  id: ConversationId,
  { text, modelId, projectId }: { text: string; modelId: ModelId; projectId: ProjectId | null },
  now: number,
): Conversation {
  return {
    id,
    title: titleFrom(text),
    titleSource: 'auto',
    modelId,
    isPinned: false,
    isArchived: false,
    projectId,
    tags: [],
    createdAtMs: now,
    updatedAtMs: now,
  };
}
