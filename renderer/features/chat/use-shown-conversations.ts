import { useMemo } from 'react';
import type { Conversation } from '../../../main/contract/chat.ts';
import { useConversationList } from '../../state/chat/chat-hooks.ts';
import { groupConversations, shownConversations } from '../../state/chat/group-conversations.ts';
import { useOrganiseSession, useProjects } from '../../state/chat/organise/organise-hooks.ts';
import { useStore } from '../../state/store.ts';
import { liveValue } from '../../state/stream.ts';
import { useStartOfToday } from './conversation-list/use-start-of-today.ts';

/** The conversations of the list in its order, without search. */
export function useShownConversations(): readonly Conversation[] {
  const conversations = liveValue(useConversationList())?.conversations;
  const projects = useProjects();
  const view = useStore(useOrganiseSession().view);
  const startOfTodayMs = useStartOfToday();
  return useMemo(
    () => shownConversations(groupConversations(conversations ?? [], { query: '', startOfTodayMs, projects, view })),
    [conversations, startOfTodayMs, projects, view],
  );
}
