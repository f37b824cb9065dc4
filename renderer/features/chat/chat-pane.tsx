import { useCallback, useRef, useState } from 'react';
import type { Conversation, Message } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import { useChatSession, useConversationStore, useListedConversation } from '../../state/chat/chat-hooks.ts';
import type { ConversationState } from '../../state/chat/conversation-state.ts';
import { writeDraft } from '../../state/chat/drafts.ts';
import { useNewChatProject } from '../../state/chat/organise/organise-hooks.ts';
import { createStore, useStore } from '../../state/store.ts';
import { ChatHeader } from './chat-header.tsx';
import { Composer } from './composer/composer.tsx';
import { ConversationView } from './conversation-view.tsx';
import { NewChatProject } from './empty/new-chat-project.tsx';
import { Greeting } from './empty/greeting.tsx';
import { FindBar } from './find/find-bar.tsx';
import { NoModel } from './empty/no-model.tsx';
import { PromptDialog } from './prompt/prompt-dialog.tsx';
import { UnfilledNotice } from './settings/unfilled-notice.tsx';
import { StorageNotice } from './storage-notice.tsx';
import { useAnnounceReplies } from './use-announce-replies.ts';
import { useChatActions } from './use-chat-actions.ts';
import { useChosenModel } from './use-chosen-model.ts';
import { useConversationCommands } from './use-conversation-commands.ts';
import { neighbourOf } from './neighbour-of.ts';
import { useShownConversations } from './use-shown-conversations.ts';
import { DocumentTitle } from '../../ui/document-title.tsx';
import styles from './chat-pane.module.css';

type ChatPaneProps = {
  readonly conversationId: string | null;
  readonly isListOpen: boolean;
  readonly onToggleList: () => void;
  readonly onNew: () => void;
};

/** Stands in while no conversation is followed, so that hooks have something to read. */
const nothingFollowed = createStore<ConversationState>({ status: 'loading' });

/** The conversation that is open, or the chat that has not begun, with the composer beneath. */
export function ChatPane({ conversationId, isListOpen, onToggleList, onNew }: ChatPaneProps) {
  const { drafts } = useChatSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const [renamingId, setRenamingId] = useState<string | null>(null);
  const [promptOf, setPromptOf] = useState<Message | null>(null);
  const store = useConversationStore(conversationId);
  const shownState = store?.shown ?? nothingFollowed;
  const followed = useStore(shownState, conversationOf);
  const listed = useListedConversation(conversationId);
  const conversation = followed ?? listed;
  const path = useStore(shownState, (state) => (state.status === 'ready' ? state.path : null));
  const isBusy = useStore(shownState, (state) => state.status === 'ready' && state.live !== null);
  const trouble = useStore(shownState, (state) => (state.status === 'ready' ? state.storageTrouble : null));
  const isGone = useStore(shownState, (state) => state.status === 'deleted');
  const chosen = useChosenModel(conversation);
  const shown = useShownConversations();
  const modelId = chosen.model?.id ?? null;
  const newChatProject = useNewChatProject();
  useAnnounceReplies(store?.shown ?? null);
  useChatActions({
    conversation,
    shown,
    store,
    modelId,
    commands: useConversationCommands(),
    field,
    onRename: () => setRenamingId(conversationId),
    onShowPrompt: setPromptOf,
    onToggleList,
  });
  const focusField = useCallback(() => field.current?.focus(), []);
  const hasNoModel = chosen.models?.length === 0;
  // Not before it is known who could answer: what comes instead would take its place.
  const hasComposer = store === null ? (chosen.models?.length ?? 0) > 0 : !isGone;
  return (
    <section className={styles.pane} aria-label={t('chat.title')}>
      <DocumentTitle screen={(isGone ? null : conversation?.title) ?? t('chat.new')} />
      <ChatHeader
        conversation={isGone ? null : conversation}
        next={neighbourOf(shown, conversationId)}
        isListOpen={isListOpen}
        isRenaming={renamingId !== null && renamingId === conversationId}
        onRenaming={(isRenaming) => setRenamingId(isRenaming ? conversationId : null)}
        onShowList={onToggleList}
        onNew={onNew}
      />
      {conversation === null || isGone ? null : <FindBar conversationId={conversation.id} />}
      {store === null || conversationId === null ? (
        <div className={styles.start}>
          {hasNoModel ? <NoModel /> : null}
          <NewChatProject />
          {chosen.model === null ? null : (
            <Greeting
              model={chosen.model}
              onSuggest={(text) => {
                writeDraft(drafts, null, text);
                focusField();
              }}
            />
          )}
        </div>
      ) : (
        <ConversationView
          key={conversationId}
          store={store}
          conversationId={conversationId}
          modelId={modelId}
          isBusy={isBusy}
          onNew={onNew}
          onRegenerate={focusField}
          onShowPrompt={setPromptOf}
        />
      )}
      {hasComposer ? (
        <div className={styles.foot}>
          {trouble === null ? null : <StorageNotice error={trouble} />}
          <UnfilledNotice conversationId={conversationId} projectId={newChatProject?.id ?? null} />
          <Composer
            conversationId={conversationId}
            projectId={newChatProject?.id ?? null}
            chosen={chosen}
            isBusy={isBusy}
            path={path}
            field={field}
          />
        </div>
      ) : null}
      {promptOf === null ? null : <PromptDialog reply={promptOf} onClose={() => setPromptOf(null)} />}
    </section>
  );
}

function conversationOf(state: ConversationState): Conversation | null {
  return state.status === 'ready' ? state.conversation : null;
}
