import { useEffect, useRef, useState } from 'react';
import { useApp } from '../../state/app-context.tsx';
import { useSettings } from '../../state/hooks.ts';
import { useStore } from '../../state/store.ts';
import { useIsNarrow } from '../../state/use-is-narrow.ts';
import { startChat } from '../../state/start-chat.ts';
import { ChatPane } from './chat-pane.tsx';
import { ConversationList } from './conversation-list/conversation-list.tsx';
import { FindEverywhere } from './find/find-everywhere.tsx';
import { OrganiseDialogs } from './organise/organise-dialogs.tsx';
import { SettingsSide } from './settings/settings-side.tsx';
import { useNewChatProject } from '../../state/chat/organise/organise-hooks.ts';
import styles from './chat-screen.module.css';

/** Conversations on the left, the open one beside them; null is a chat that has not begun. */
export function ChatScreen({ conversationId }: { readonly conversationId: string | null }) {
  const app = useApp();
  const { isListOpen, toggleList } = useListPanel();
  const startNew = (): void => startChat(app);
  const newChatProject = useNewChatProject();
  useToggleFocus(isListOpen);
  return (
    <div className={styles.screen}>
      {isListOpen ? <ConversationList currentId={conversationId} onNew={startNew} onHide={toggleList} /> : null}
      <ChatPane conversationId={conversationId} isListOpen={isListOpen} onToggleList={toggleList} onNew={startNew} />
      <SettingsSide conversationId={conversationId} projectId={newChatProject?.id ?? null} />
      <OrganiseDialogs />
      <FindEverywhere />
    </div>
  );
}

/** Open or not is remembered, but where there is no room for the list it opens for the moment only. */
function useListPanel() {
  const app = useApp();
  const isNarrow = useIsNarrow();
  const isWanted = useSettings()?.isConversationListOpen ?? true;
  const [isOpenForNow, setIsOpenForNow] = useState(false);
  const isSearchWanted = useStore(app.wantedFocus, (place) => place === 'conversation-search');
  if (isNarrow && isSearchWanted && !isOpenForNow) setIsOpenForNow(true);
  const toggleList = (): void => {
    if (isNarrow) setIsOpenForNow(!isOpenForNow);
    else app.updateSettings({ isConversationListOpen: !isWanted });
  };
  return { isListOpen: isNarrow ? isOpenForNow : isWanted, toggleList };
}

/** The button that shows and hides the list is another one afterwards; the focus goes along. */
function useToggleFocus(isListOpen: boolean): void {
  const wasOpen = useRef(isListOpen);
  useEffect(() => {
    if (wasOpen.current === isListOpen) return;
    wasOpen.current = isListOpen;
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-list-toggle]')?.focus();
  }, [isListOpen]);
}
