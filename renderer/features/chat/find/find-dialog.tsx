import { useEffect, useId, useRef, useState, type UIEvent } from 'react';
import type { SearchHit } from '../../../../main/contract/organise.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { showHit } from '../../../state/chat/find/find-session.ts';
import { FindStore } from '../../../state/chat/find/find-store.ts';
import { useStore } from '../../../state/store.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { SearchHead } from '../../../ui/search-head.tsx';
import { useListChoice } from '../../../ui/use-list-choice.ts';
import { FindFilters } from './find-filters.tsx';
import { FoundLine } from './found-line.tsx';
import styles from './find-dialog.module.css';

type FindDialogProps = { readonly query: string; readonly onClose: () => void };

/** The search in everything that was said: type, arrows, Enter leads to the message. */
export function FindDialog({ query: firstQuery, onClose }: FindDialogProps) {
  const app = useApp();
  const id = useId();
  const [store] = useState(() => createFindStore(app.client, firstQuery));
  const state = useStore(store.state);
  useEffect(() => () => store.dispose(), [store]);
  const open = (hit: SearchHit): void => {
    onClose();
    app.attempt(showHit(app, hit, true));
  };
  const { selected, select, onKeyDown } = useListChoice({
    items: state.hits,
    onChoose: open,
    onStep: (place) => {
      if (place >= state.hits.length - 4) store.more();
    },
  });
  return (
    <Dialog title={t('find.title')} onClose={onClose} width="broad" position="top">
      <SearchHead
        label={t('find.title')}
        placeholder={t('find.placeholder')}
        value={state.query}
        onChange={(query) => {
          store.setQuery(query);
          select(0);
        }}
        listId={`${id}-list`}
        selectedId={selected < 0 ? undefined : `${id}-${selected}`}
        onKeyDown={onKeyDown}
        hasFilters
      />
      <FindFilters
        filters={state.filters}
        onChange={(filters) => {
          store.setFilters(filters);
          select(0);
        }}
      />
      <FoundList
        id={id}
        hits={state.hits}
        selected={selected}
        onHover={select}
        onOpen={open}
        onEndReached={() => store.more()}
      />
      {state.error === null ? null : (
        <div className={styles.note}>
          <ErrorPanel error={state.error} onRetry={() => store.retry()} />
        </div>
      )}
      <FindStatus state={state} />
    </Dialog>
  );
}

function createFindStore(client: ReturnType<typeof useApp>['client'], query: string): FindStore {
  const store = new FindStore({ ask: (input, signal) => client.search.find.query(input, { signal }), order: 'best' });
  store.setQuery(query);
  return store;
}

type FoundListProps = {
  readonly id: string;
  readonly hits: readonly SearchHit[];
  readonly selected: number;
  readonly onHover: (index: number) => void;
  readonly onOpen: (hit: SearchHit) => void;
  readonly onEndReached: () => void;
};

/** Pixels before the end of the list at which more is asked for. */
const endMargin = 300;

function FoundList({ id, hits, selected, onHover, onOpen, onEndReached }: FoundListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected, hits]);
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>): void => {
    const left = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight;
    if (left < endMargin) onEndReached();
  };
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={t('find.results')}
      className={styles.list}
      hidden={hits.length === 0}
      onScroll={onScroll}
    >
      {hits.map((hit, index) => (
        <FoundLine
          key={hit.messageId ?? hit.conversationId}
          id={`${id}-${index}`}
          hit={hit}
          isSelected={index === selected}
          onHover={() => onHover(index)}
          onOpen={() => onOpen(hit)}
        />
      ))}
    </div>
  );
}

function FindStatus({ state }: { readonly state: ReturnType<FindStore['state']['get']> }) {
  const { status, hits, cursor, unread, query } = state;
  const isNothing = status === 'shown' && hits.length === 0;
  return (
    <footer className={styles.foot}>
      <span role="status" className={styles.status}>
        {status === 'idle' ? t('find.hint') : null}
        {isNothing
          ? query.trim() === ''
            ? t('find.nothing-filtered')
            : t('find.nothing', { query: query.trim() })
          : null}
        {status === 'shown' && hits.length > 0
          ? t(cursor === null ? 'find.count' : 'find.count-more', { count: hits.length })
          : null}
        {unread > 0 && status !== 'idle' ? ` ${t('find.unread', { count: unread })}` : null}
      </span>
      <span className={styles.keys} aria-hidden="true">
        <Kbd keys={['↑', '↓']} /> {t('find.key-choose')} <Kbd keys={['↵']} /> {t('find.key-open')}
      </span>
    </footer>
  );
}
