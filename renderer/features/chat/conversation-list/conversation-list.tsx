import { t } from '../../../i18n/translate.ts';
import { useConversationList, useChatSession } from '../../../state/chat/chat-hooks.ts';
import { useShortcutCaps } from '../../../state/hooks.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { ListMenu } from './list-menu.tsx';
import { LiveList } from './live-list.tsx';
import styles from './conversation-list.module.css';

type ConversationListProps = {
  readonly currentId: string | null;
  readonly onNew: () => void;
  readonly onHide: () => void;
};

/** All conversations: search, groups, and what can be done with each and with several. */
export function ConversationList({ currentId, onNew, onHide }: ConversationListProps) {
  const list = useConversationList();
  const session = useChatSession();
  const newKeys = useShortcutCaps('chat.new');
  const hideKeys = useShortcutCaps('chat.toggle-list');
  return (
    <section className={styles.panel} aria-label={t('chat.list')}>
      <header className={styles.header} data-drag-region>
        <h2 className={styles.title}>{t('chat.list')}</h2>
        <ListMenu />
        <IconButton data-list-toggle icon="panel-close" label={t('chat.list-hide')} keys={hideKeys} onClick={onHide} />
        <IconButton icon="new-chat" label={t('chat.new')} keys={newKeys} onClick={onNew} />
      </header>
      {list.status === 'waiting' ? <ListSkeleton /> : null}
      {list.status === 'failed' ? (
        <div className={styles.note}>
          <ErrorPanel error={list.error} onRetry={session.list.retry} />
        </div>
      ) : null}
      {list.status === 'live' ? <LiveList list={list.value} currentId={currentId} /> : null}
    </section>
  );
}

function ListSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-busy="true" aria-label={t('chat.list-loading')}>
      {['62%', '80%', '45%', '70%', '54%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
