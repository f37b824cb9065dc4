import type { Conversation } from '../../../../main/contract/chat.ts';
import type { ConversationGroup } from '../../../state/chat/group-conversations.ts';

export type ListLine =
  | { readonly kind: 'group'; readonly group: ConversationGroup }
  | { readonly kind: 'conversation'; readonly group: ConversationGroup; readonly conversation: Conversation };

/** Pixels; the list's styles say the same. */
export const lineHeights = { first: 24, group: 38, conversation: 32 } as const;

/** Groups and their conversations one below the other. */
export function listLines(groups: readonly ConversationGroup[]): readonly ListLine[] {
  return groups.flatMap((group): readonly ListLine[] => [
    { kind: 'group', group },
    ...(group.isOpen ? group.conversations : []).map((conversation): ListLine => ({
      kind: 'conversation',
      group,
      conversation,
    })),
  ]);
}

export function heightsOf(lines: readonly ListLine[]): readonly number[] {
  return lines.map(({ kind }, index) => (index === 0 ? lineHeights.first : lineHeights[kind]));
}
