import type { Conversation } from '../../../main/contract/chat.ts';

/** What takes the place of a conversation that is deleted. */
export function neighbourOf(shown: readonly Conversation[], id: string | null): Conversation | null {
  const index = shown.findIndex((conversation) => conversation.id === id);
  return index === -1 ? null : (shown[index + 1] ?? shown[index - 1] ?? null);
}
