import { assertNever } from '../../../main/contract/assert-never.ts';
import type { Conversation, ConversationListEvent } from '../../../main/contract/chat.ts';

/** All conversations, in no particular order, and those in which a reply is being written. */
export type ConversationList = {
  readonly conversations: readonly Conversation[];
  readonly generatingIds: ReadonlySet<string>;
};

/** Applies one event of `chat.watchList`; null until the snapshot came. */
export function reduceConversationList(
  list: ConversationList | null,
  event: ConversationListEvent,
): ConversationList | null {
  if (event.type === 'snapshot') {
    return { conversations: event.conversations, generatingIds: new Set(event.generatingIds) };
  }
  if (list === null) return null;
  switch (event.type) {
    case 'changed':
      return { ...list, conversations: withConversation(list.conversations, event.conversation) };
    case 'removed':
      return {
        conversations: list.conversations.filter(({ id }) => id !== event.conversationId),
        generatingIds: withMembership(list.generatingIds, event.conversationId, false),
      };
    case 'generating':
      return { ...list, generatingIds: withMembership(list.generatingIds, event.conversationId, event.isGenerating) };
    default:
      return assertNever(event);
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
