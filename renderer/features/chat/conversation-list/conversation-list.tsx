import { useMemo, useRef, useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useConversationList, useChatSession } from '../../../state/chat/chat-hooks.ts';
import type { ConversationList as List } from '../../../state/chat/conversation-list.ts';
import { groupConversations } from '../../../state/chat/group-conversations.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useShortcutCaps } from '../../../state/hooks.ts';
import { useWantedFocus } from '../../../state/wanted-focus.ts';
import { neighbourOf } from '../neighbour-of.ts';
import { ConversationRow } from './conversation-row.tsx';
import { useRowFocus } from './use-row-focus.ts';
import { useListFocus } from './use-list-focus.ts';
import { useStartOfToday } from './use-start-of-today.ts';
import styles from './conversation-list.module.css';

type ConversationListProps = {
  readonly currentId: string | null;
  readonly onNew: () => void;
  readonly onHide: () => void;
};

/** All conversations: search, groups, and what can be done with each. */
export function ConversationList({ currentId, onNew, onHide }: ConversationListProps) {
  const list = useConversationList();
  const session = useChatSession();
  const newKeys = useShortcutCaps('chat.new');
  const hideKeys = useShortcutCaps('chat.toggle-list');
  return (
    <section className={styles.panel} aria-label={t('chat.list')}>
      <header className={styles.header} data-drag-region>
        <h2 className={styles.title}>{t('chat.list')}</h2>
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

function LiveList({ list, currentId }: { readonly list: List; readonly currentId: string | null }) {
  const [query, setQuery] = useState('');
  const rows = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const focus = useListFocus(rows);
  useWantedFocus('conversation-search', search);
  const startOfTodayMs = useStartOfToday();
  const groups = useMemo(
    () => groupConversations(list.conversations, query, startOfTodayMs),
    [list.conversations, query, startOfTodayMs],
  );
  const shown = useMemo(() => groups.flatMap(({ conversations }) => conversations), [groups]);
  useRowFocus(rows, shown);
  if (list.conversations.length === 0) return <p className={styles.note}>{t('chat.list-empty')}</p>;
  // One row is a tab stop; the arrows reach the others.
  const tabStopId = shown.find(({ id }) => id === currentId)?.id ?? shown[0]?.id;
  return (
    <>
      <div className={styles.search}>
        <TextField
          ref={search}
          label={t('chat.list-search')}
          isLabelHidden
          className={styles.field}
          icon="search"
          type="search"
          placeholder={t('chat.list-search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => focus.onSearchKey(event, query, setQuery)}
        />
      </div>
      {shown.length === 0 ? <p className={styles.note}>{t('chat.list-nothing-found', { query })}</p> : null}
      <div ref={rows} className={styles.rows}>
        {groups.map(({ name, conversations }) => (
          <section key={name} className={styles.group} aria-labelledby={`conversations-${name}`}>
            <h3 id={`conversations-${name}`} className={styles.groupName}>
              {t(`chat.group-${name}`)}
            </h3>
            <ul>
              {conversations.map((conversation) => (
                <ConversationRow
                  key={conversation.id}
                  conversation={conversation}
                  next={neighbourOf(shown, conversation.id)}
                  isCurrent={conversation.id === currentId}
                  isTabStop={conversation.id === tabStopId}
                  isGenerating={list.generatingIds.has(conversation.id)}
                  onMove={focus.onRowKey}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
