import { useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { t } from '../../../i18n/translate.ts';
import type { ConversationList } from '../../../state/chat/conversation-list.ts';
import { groupConversations, shownConversations } from '../../../state/chat/group-conversations.ts';
import { useOrganiseSession, useProjects } from '../../../state/chat/organise/organise-hooks.ts';
import { useStore } from '../../../state/store.ts';
import { useWantedFocus } from '../../../state/wanted-focus.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useFindSession } from '../../../state/chat/find/find-session.ts';
import { BulkBar } from './bulk-bar.tsx';
import { DrawnGroups } from './drawn-groups.tsx';
import { listLines } from './list-lines.ts';
import { useDrawnLines } from './use-drawn-lines.ts';
import { useListKeys } from './use-list-keys.ts';
import { useSelecting } from './use-selecting.ts';
import { useStartOfToday } from './use-start-of-today.ts';
import { ViewChips } from './view-chips.tsx';
import styles from './conversation-list.module.css';

type LiveListProps = { readonly list: ConversationList; readonly currentId: string | null };

/** The list once it is known. */
export function LiveList({ list, currentId }: LiveListProps) {
  const session = useOrganiseSession();
  const view = useStore(session.view);
  const projects = useProjects();
  const startOfTodayMs = useStartOfToday();
  const search = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  useWantedFocus('conversation-search', search);
  const groups = useMemo(
    () => groupConversations(list.conversations, { query, startOfTodayMs, projects, view }),
    [list.conversations, query, startOfTodayMs, projects, view],
  );
  const lines = useMemo(() => listLines(groups), [groups]);
  const shown = useMemo(() => shownConversations(groups), [groups]);
  const order = useMemo(() => shown.map(({ id }) => id), [shown]);
  const { scroller, offsets, drawn, pageSize, onScroll, reveal, toTop } = useDrawnLines(lines, session.scrollTop);
  const keys = useListKeys({ scroller, drawn, pageSize, reveal, lines, order, currentId });
  const selecting = useSelecting(order);
  if (list.conversations.length === 0 && projects.length === 0) {
    return <p className={styles.note}>{t('chat.list-empty')}</p>;
  }
  const isEmpty = groups.length === 0;
  const onListKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || selecting.selection === null) return keys.onKeyDown(event);
    event.preventDefault();
    selecting.end();
  };
  return (
    <>
      <ListSearch
        field={search}
        query={query}
        onChange={(next) => {
          setQuery(next);
          toTop();
        }}
        onDown={keys.focusFirst}
      />
      <ViewChips />
      {isEmpty ? <NothingShown query={query} isArchive={view.isArchive} hasTag={view.tag !== null} /> : null}
      <div
        ref={scroller}
        role="group"
        aria-label={t('chat.list')}
        tabIndex={-1}
        className={styles.rows}
        onScroll={onScroll}
        onFocus={keys.onFocus}
        onBlur={keys.onBlur}
        onKeyDown={onListKey}
      >
        <DrawnGroups
          lines={lines}
          offsets={offsets}
          drawn={drawn}
          shown={shown}
          currentId={currentId}
          tabStopId={keys.tabStopId}
          generatingIds={list.generatingIds}
          selection={selecting.selection}
          onSelect={selecting.select}
        />
      </div>
      {query.trim() === '' ? null : <SearchEverywhere query={query} />}
      {selecting.selection === null ? null : (
        <BulkBar
          selected={list.conversations.filter(({ id }) => selecting.selection?.ids.has(id) === true)}
          onSelectAll={selecting.selectAll}
          onEnd={() => {
            selecting.end();
            search.current?.focus();
          }}
        />
      )}
    </>
  );
}

type ListSearchProps = {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onChange: (query: string) => void;
  readonly onDown: () => void;
};

function ListSearch({ field, query, onChange, onDown }: ListSearchProps) {
  const find = useFindSession();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') onDown();
    else if (event.key === 'Enter' && query.trim() !== '') find.open(query);
    else if (event.key === 'Escape' && query !== '') onChange('');
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.search}>
      <TextField
        ref={field}
        label={t('chat.list-search')}
        isLabelHidden
        className={styles.field}
        icon="search"
        type="search"
        placeholder={t('chat.list-search')}
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

type NothingShownProps = { readonly query: string; readonly isArchive: boolean; readonly hasTag: boolean };

function NothingShown({ query, isArchive, hasTag }: NothingShownProps) {
  if (query.trim() !== '') return <p className={styles.note}>{t('chat.list-nothing-found', { query })}</p>;
  const tagged = isArchive ? 'organise.archive-view-empty' : 'organise.view-empty';
  return <p className={styles.note}>{t(hasTag ? tagged : 'organise.archive-empty')}</p>;
}

/** Titles are only the beginning: the same words in everything that was said. */
function SearchEverywhere({ query }: { readonly query: string }) {
  const find = useFindSession();
  return (
    <div className={styles.everywhere}>
      <Button variant="quiet" size="small" icon="search" onClick={() => find.open(query)}>
        {t('find.everywhere')}
      </Button>
    </div>
  );
}
