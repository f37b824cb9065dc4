import { useLayoutEffect, useRef } from 'react';
import type { Message } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import type { ConversationPath } from '../../state/chat/conversation-path.ts';
import type { ConversationStore } from '../../state/chat/conversation-store.ts';
import { useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MessageList } from './message-list/message-list.tsx';
import { useMessageCommands } from './reply/use-message-commands.ts';
import { useStickToBottom } from './use-stick-to-bottom.ts';
import styles from './conversation-view.module.css';

type ConversationViewProps = {
  readonly store: ConversationStore;
  readonly conversationId: string;
  /** Answers a regeneration; null lets the conversation's own model answer. */
  readonly modelId: string | null;
  readonly isBusy: boolean;
  readonly onNew: () => void;
  /** After another reply was asked for. */
  readonly onRegenerate: () => void;
  readonly onShowPrompt: (reply: Message) => void;
};

/** The reading column of one conversation, in whatever state it is. Keyed by the conversation. */
export function ConversationView({ onNew, ...column }: ConversationViewProps) {
  const { store } = column;
  const status = useStore(store.shown, (state) => state.status);
  const error = useStore(store.shown, (state) => (state.status === 'failed' ? state.error : null));
  const path = useStore(store.shown, (state) => (state.status === 'ready' ? state.path : null));
  if (path !== null) return <Column path={path} {...column} />;
  if (error !== null) {
    return (
      <div className={styles.state}>
        <ErrorPanel error={error} onRetry={() => store.retry()} />
      </div>
    );
  }
  if (status === 'deleted') {
    return (
      <EmptyState
        title={t('chat.deleted-title')}
        actions={
          <Button icon="new-chat" onClick={onNew}>
            {t('chat.new')}
          </Button>
        }
      >
        {t('chat.deleted-why')}
      </EmptyState>
    );
  }
  return <ColumnSkeleton />;
}

function ColumnSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-busy="true" aria-label={t('chat.loading')}>
      {['88%', '94%', '61%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}

type ColumnProps = Omit<ConversationViewProps, 'onNew'> & { readonly path: ConversationPath };

function Column({ store, conversationId, path, modelId, isBusy, onRegenerate, onShowPrompt }: ColumnProps) {
  const { wantedFocus } = useApp();
  const { scroller, content, isAtBottom, stick, release } = useStickToBottom();
  const jump = (): void => {
    stick();
    // The button goes.
    wantedFocus.set('composer');
  };
  const commands = useMessageCommands({ modelId, onAsked: onRegenerate, onShowPrompt });
  useStickToNewReply(path, stick);
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        data-scroller
        className={styles.scroller}
        role="region"
        aria-label={t('reading.column')}
        tabIndex={0}
      >
        <div ref={content} className={styles.column}>
          <MessageList
            store={store}
            conversationId={conversationId}
            path={path}
            isBusy={isBusy}
            commands={commands}
            scroller={scroller}
            release={release}
          />
        </div>
      </div>
      {isAtBottom ? null : (
        <Button size="small" icon="arrow-down" className={styles.jump} onClick={jump}>
          {t('chat.jump-to-latest')}
        </Button>
      )}
    </div>
  );
}

/** A reply that begins was asked for just now: whoever asked wants to see it. */
function useStickToNewReply({ messages }: ConversationPath, stick: () => void): void {
  const last = messages.at(-1);
  const startedId = last?.status === 'streaming' ? last.id : null;
  const seenId = useRef(startedId);
  useLayoutEffect(() => {
    if (startedId !== null && startedId !== seenId.current) stick();
    seenId.current = startedId;
  }, [startedId, stick]);
}
