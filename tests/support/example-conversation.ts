import type { Conversation } from '../../main/contract/chat.ts';
import type { ConversationId, MessageId } from '../../main/contract/ids.ts';
import type { NewMessage } from '../../main/core/ports/message-tree.ts';

/** A conversation as it is stored first. */
export function exampleConversation(id = 'chat', more: Partial<Conversation> = {}): Conversation {
  return {
    id: id as ConversationId,
    title: `About ${id}`,
    titleSource: 'auto',
    modelId: null,
    isPinned: false,
    isArchived: false,
    projectId: null,
    tags: [],
    createdAtMs: 1,
    updatedAtMs: 1,
    ...more,
  };
}

/** A message whose text is its id; a reply is under way. */
export function exampleMessage(
  id: string,
  parentId: string | null,
  role: NewMessage['role'] = 'user',
  conversationId = 'chat',
): NewMessage {
  return {
    id: id as MessageId,
    conversationId: conversationId as ConversationId,
    parentId: parentId as MessageId | null,
    role,
    text: id,
    status: role === 'user' ? 'complete' : 'streaming',
    createdAtMs: 1,
  };
}
