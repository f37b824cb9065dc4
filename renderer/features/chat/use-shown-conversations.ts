import { useMemo } from 'react';
import type { Conversation } from '../../../main/contract/chat.ts';
import { useConversationList } from '../../state/chat/chat-hooks.ts';
import { groupConversations } from '../../state/chat/group-conversations.ts';
import { liveValue } from '../../state/stream.ts';
import { useStartOfToday } from './conversation-list/use-start-of-today.ts';

/** All conversations in the order of the list, without search. */
export function useShownConversations(): readonly Conversation[] {
  const conversations = liveValue(useConversationList())?.conversations;
  const startOfTodayMs = useStartOfToday();
  return useMemo(
    () => groupConversations(conversations ?? [], '', startOfTodayMs).flatMap((group) => group.conversations),
    [conversations, startOfTodayMs],
  );
}
