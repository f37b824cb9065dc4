import type { ComponentType } from 'react';

type ChatScreenModule = { readonly ChatScreen: ComponentType<{ readonly conversationId: string | null }> };

// A glob, so that the page builds while the screen does not exist.
const modules = import.meta.glob<ChatScreenModule>('./features/chat/chat-screen.tsx', { eager: true });

/** The chat screen. */
export function ChatSlot({ conversationId }: { readonly conversationId: string | null }) {
  const ChatScreen = Object.values(modules)[0]?.ChatScreen;
  return ChatScreen === undefined ? null : <ChatScreen conversationId={conversationId} />;
}
