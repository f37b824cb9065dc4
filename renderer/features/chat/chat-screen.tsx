import { useApp } from '../../state/app-context.tsx';
import { useSettings } from '../../state/hooks.ts';
import { startChat } from '../../state/start-chat.ts';
import { ChatPane } from './chat-pane.tsx';
import { ConversationList } from './conversation-list/conversation-list.tsx';
import styles from './chat-screen.module.css';

/** Conversations on the left, the open one beside them; null is a chat that has not begun. */
export function ChatScreen({ conversationId }: { readonly conversationId: string | null }) {
  const app = useApp();
  const isListOpen = useSettings()?.isConversationListOpen ?? true;
  const toggleList = (): void => app.updateSettings({ isConversationListOpen: !isListOpen });
  const startNew = (): void => startChat(app);
  return (
    <div className={styles.screen}>
      {isListOpen ? <ConversationList currentId={conversationId} onNew={startNew} onHide={toggleList} /> : null}
      <ChatPane conversationId={conversationId} isListOpen={isListOpen} onToggleList={toggleList} onNew={startNew} />
    </div>
  );
}
