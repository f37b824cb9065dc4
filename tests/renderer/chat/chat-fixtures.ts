import {
  conversationSchema,
  messageSchema,
  type Conversation,
  type Message,
  type PathWindow,
} from '../../../main/contract/chat.ts';

export function aConversation(changes: Partial<Record<keyof Conversation, unknown>> = {}): Conversation {
  return conversationSchema.parse({
    id: 'c1',
    title: 'On balances',
    titleSource: 'auto',
    modelId: 'm1',
    isPinned: false,
    isArchived: false,
    projectId: null,
    tags: [],
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
    givenLength: 0,
    rating: null,
    attachments: [],
    summary: null,
    leftOutMessages: 0,
    structure: null,
    ...changes,
  });
}

export function aStreamingReply(changes: Partial<Record<keyof Message, unknown>> = {}): Message {
  return aMessage({ status: 'streaming', stopReason: null, ...changes });
}

/** The end of a path, told from `from` on. */
export function aWindow(messages: readonly Message[], changes: Partial<PathWindow> = {}): PathWindow {
  const from = changes.from ?? 0;
  return { length: from + messages.length, kept: 0, from, messages, leafId: messages.at(-1)?.id ?? null, ...changes };
}

/** A path of so many messages, `m0` first, people and models in turn. */
export function aPath(length: number, name = 'm'): readonly Message[] {
  return Array.from({ length }, (_, place) =>
    aMessage({ id: `${name}${place}`, role: place % 2 === 0 ? 'user' : 'assistant', text: `${name} ${place}` }),
  );
}
