import type { Conversation } from '../../../main/contract/chat.ts';

export type ConversationGroupName = 'pinned' | 'today' | 'earlier';
export type ConversationGroup = {
  readonly name: ConversationGroupName;
  readonly conversations: readonly Conversation[];
};

const groupNames: readonly ConversationGroupName[] = ['pinned', 'today', 'earlier'];

/**
 * The conversations whose title contains every word of the query (letter case and accents aside), newest first, in
 * the groups that are not empty.
 * @param startOfTodayMs midnight before now, in the person's time zone.
 */
export function groupConversations(
  conversations: readonly Conversation[],
  query: string,
  startOfTodayMs: number,
): readonly ConversationGroup[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found = conversations
    .filter(({ title }) => words.every((word) => fold(title).includes(word)))
    .toSorted((a, b) => b.updatedAtMs - a.updatedAtMs);
  const byName = Map.groupBy(found, ({ isPinned, updatedAtMs }): ConversationGroupName => {
    if (isPinned) return 'pinned';
    return updatedAtMs >= startOfTodayMs ? 'today' : 'earlier';
  });
  return groupNames.flatMap((name) => {
    const members = byName.get(name);
    return members === undefined ? [] : [{ name, conversations: members }];
  });
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
