import { useEffect, useMemo } from 'react';
import type { Conversation } from '../../../main/contract/chat.ts';
import { useApp } from '../app-context.tsx';
import { useStore } from '../store.ts';
import { liveValue, type StreamState } from '../stream.ts';
import { chatSessionOf, type ChatSession } from './chat-session.ts';
import type { ConversationList } from './conversation-list.ts';
import { ConversationStore } from './conversation-store.ts';
import { createFrameSchedule } from './frame-schedule.ts';

export function useChatSession(): ChatSession {
  return chatSessionOf(useApp());
}

export function useConversationList(): StreamState<ConversationList> {
  return useStore(useChatSession().list.store);
}

/** Null when there is none of this id, or it is not known yet. */
export function useListedConversation(id: string | null): Conversation | null {
  return useStore(useChatSession().list.store, (state) => {
    return liveValue(state)?.conversations.find((conversation) => conversation.id === id) ?? null;
  });
}

function sincePageOpened(): number {
  return performance.now();
}

/** Follows the conversation while the component is shown; null for a chat that has not begun. */
export function useConversationStore(id: string | null): ConversationStore | null {
  const { client } = useApp();
  const store = useMemo(
    () =>
      id === null
        ? null
        : new ConversationStore({
            subscribe: (observer) => client.chat.watch.subscribe({ conversationId: id }, observer),
            ask: (from, to) => client.chat.messages.query({ conversationId: id, from, to }),
            schedule: createFrameSchedule(window),
            nowMs: sincePageOpened,
            onFault: (message) => reportError(new Error(message)),
          }),
    [client, id],
  );
  useEffect(() => store?.open(), [store]);
  return store;
}
