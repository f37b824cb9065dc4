import { useStore, type Store } from '../store.ts';
import { useChatSession } from './chat-hooks.ts';

/**
 * A message that a person was led to. The view of its conversation scrolls to its place, marks it for a moment and puts
 * null back: a wish is granted once.
 */
export type WantedMessage = {
  readonly conversationId: string;
  readonly messageId: string;
  /** On the active path, 0 first. */
  readonly place: number;
  /** False: the person goes on typing where they are. */
  readonly takesFocus: boolean;
};

export type WantedMessages = Store<WantedMessage | null>;

/** What is wanted in this conversation; null when nothing is. */
export function useWantedMessage(conversationId: string | null): WantedMessage | null {
  return useStore(useChatSession().wantedMessage, (wanted) =>
    wanted?.conversationId === conversationId ? wanted : null,
  );
}
