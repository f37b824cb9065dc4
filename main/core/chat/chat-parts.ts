import { AppError } from '../../contract/errors.ts';
import type { Conversation, Message } from '../../contract/chat.ts';
import type { DraftKey } from '../../contract/drafts.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationRepository } from '../ports/repositories.ts';
import type { ConversationFeed } from './conversation-feed.ts';
import type { ConversationPaths } from './conversation-paths.ts';
import type { GenerationPorts } from './generation.ts';
import type { LiveReplies } from './live-replies.ts';

export type ChatPorts = Omit<GenerationPorts, 'pathTo' | 'findRecord' | 'saveRecord'> & {
  readonly conversations: ConversationRepository;
  readonly clock: Clock;
  /** The model's display name. @throws AppError `not-found`. */
  readonly modelName: (id: ModelId) => string;
  /** A conversation has begun: what was set for it before is its own now. */
  readonly onBegun: (id: ConversationId) => void;
  /** A draft went out with a message. */
  readonly onSent: (key: DraftKey) => void;
};

/** What the services of chat share: one store, one feed, one set of replies under way. */
export type ChatParts = {
  readonly ports: ChatPorts;
  readonly feed: ConversationFeed;
  readonly paths: ConversationPaths;
  readonly live: LiveReplies;
};

/** @throws AppError `not-found`. */
export function conversationOf({ ports }: ChatParts, id: ConversationId): Conversation {
  const conversation = ports.conversations.find(id);
  if (!conversation) throw new AppError('not-found', { what: 'conversation' });
  return conversation;
}

/** A message of a conversation that is not deleted. @throws AppError `not-found`. */
export function messageOf(parts: ChatParts, id: MessageId): { message: Message; conversation: Conversation } {
  const message = parts.ports.conversations.findMessage(id);
  if (!message) throw new AppError('not-found', { what: 'message' });
  return { message, conversation: conversationOf(parts, message.conversationId) };
}

/**
 * A message of a conversation in which nothing is being written, with the words that waited for the disk until now.
 * @throws AppError `not-found`; as `LiveReplies.assertIdle`.
 */
export function idleMessageOf(parts: ChatParts, id: MessageId): { message: Message; conversation: Conversation } {
  const { conversation } = messageOf(parts, id);
  parts.live.assertIdle(conversation.id);
  return messageOf(parts, id);
}

export function newId<Id extends string>(): Id {
  return crypto.randomUUID() as Id;
}
