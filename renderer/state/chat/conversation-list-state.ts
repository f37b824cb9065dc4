import type { Conversation, ConversationListEvent } from '../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';

/** What is known of all conversations. `ready` stays with the last known list while the connection is away. */
export type ConversationListState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppErrorData }
  | {
      readonly status: 'ready';
      readonly conversations: readonly Conversation[];
      readonly generatingIds: ReadonlySet<string>;
    };

/** Applies one event of `chat.watchList`. Events before the first snapshot are not expected and change nothing. */
export function reduceConversationList(state: ConversationListState, event: ConversationListEvent): ConversationListState {
  if (event.type === 'snapshot') {
    return { status: 'ready', conversations: event.conversations, generatingIds: new Set(event.generatingIds) };
  }
  if (state.status !== 'ready') return state;
  switch (event.type) {
    case 'changed':
      return { ...state, conversations: withConversation(state.conversations, event.conversation) };
    case 'removed':
      return {
        ...state,
        conversations: state.conversations.filter(({ id }) => id !== event.conversationId),
        generatingIds: withMembership(state.generatingIds, event.conversationId, false),
      };
    case 'generating':
      return { ...state, generatingIds: withMembership(state.generatingIds, event.conversationId, event.isGenerating) };
  }
}

function withConversation(all: readonly Conversation[], changed: Conversation): readonly Conversation[] {
  const index = all.findIndex(({ id }) => id === changed.id);
  return index === -1 ? [changed, ...all] : all.with(index, changed);
}

function withMembership(ids: ReadonlySet<string>, id: string, isMember: boolean): ReadonlySet<string> {
  if (ids.has(id) === isMember) return ids;
  return isMember ? new Set([...ids, id]) : new Set([...ids].filter((member) => member !== id));
}
