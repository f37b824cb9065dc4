import { conversationSchema, messageSchema, type Conversation, type Message } from '../../../main/contract/chat.ts';

export function aConversation(changes: Partial<Record<keyof Conversation, unknown>> = {}): Conversation {
  return conversationSchema.parse({
    id: 'c1',
    title: 'On balances',
    titleSource: 'auto',
    modelId: 'm1',
    isPinned: false,
    createdAtMs: 1_000,
    updatedAtMs: 1_000,
    ...changes,
  });
}

export function aMessage(changes: Partial<Record<keyof Message, unknown>> = {}): Message {
  return messageSchema.parse({
    id: 'r1',
    conversationId: 'c1',
    parentId: null,
    role: 'assistant',
    text: '',
    reasoning: '',
    status: 'complete',
    stopReason: 'end',
    error: null,
    modelId: 'm1',
    modelName: 'Tiny',
    stats: null,
    createdAtMs: 1_000,
    siblingIds: ['r1'],
    ...changes,
  });
}

export function aStreamingReply(changes: Partial<Record<keyof Message, unknown>> = {}): Message {
  return aMessage({ status: 'streaming', stopReason: null, ...changes });
}
