import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ConversationId } from '../../../../main/contract/ids.ts';
import { noSearchFilters } from '../../../../main/contract/organise.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { findEverywhere, showHit, useFindSession } from '../../../state/chat/find/find-session.ts';
import { FindStore, type FindState } from '../../../state/chat/find/find-store.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useMarkedWords } from './use-marked-words.ts';
import styles from './find-bar.module.css';

/** The search in one conversation: the page holds only what is near, so its own search would not find the rest. */
export function FindBar({ conversationId }: { readonly conversationId: ConversationId }) {
  const { here } = useFindSession();
  const asked = useStore(here);
  if (asked === null) return null;
  return <OpenBar key={conversationId} conversationId={conversationId} asked={asked} onClose={() => here.set(null)} />;
}

type OpenBarProps = {
  readonly conversationId: ConversationId;
  readonly asked: number;
  readonly onClose: () => void;
};

function OpenBar({ conversationId, asked, onClose }: OpenBarProps) {
  const app = useApp();
  const field = useRef<HTMLInputElement>(null);
  const [store] = useState(
    () => new FindStore({ ask: (input, signal) => app.client.search.find.query(input, { signal }), order: 'place' }),
  );
  const state = useStore(store.state);
  const place = useShownPlace(state);
  useMarkedWords(state.query);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => () => store.dispose(), [store]);
  const close = (): void => {
    onClose();
    const row = state.hits[place.index]?.messageId;
    const element = document.querySelector<HTMLElement>(`[data-message='${row ?? ''}']`);
    if (element === null) app.wantedFocus.set('composer');
    else element.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') place.move(event.shiftKey ? -1 : 1);
    else if (event.target === field.current && event.key === 'ArrowDown') place.move(1);
    else if (event.target === field.current && event.key === 'ArrowUp') place.move(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hasNone = state.hits.length === 0;
  return (
    <div role="search" aria-label={t('find.here')} className={styles.bar} onKeyDown={onKeyDown}>
      <Icon name="search" size={15} className={styles.icon} />
      <input
        ref={field}
        className={styles.input}
        type="text"
        value={state.query}
        maxLength={1000}
        dir="auto"
        aria-label={t('find.here')}
        placeholder={t('find.here')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => ask(store, conversationId, event.target.value)}
      />
      <span role="status" className={styles.count}>
        {countText(state, place.index)}
      </span>
      <IconButton
        size="small"
        icon="arrow-up"
        label={t('find.previous')}
        keys={['⇧', '↵']}
        disabled={hasNone}
        onClick={() => place.move(-1)}
      />
      <IconButton
        size="small"
        icon="arrow-down"
        label={t('find.next')}
        keys={['↵']}
        disabled={hasNone}
        onClick={() => place.move(1)}
      />
      <Button
        size="small"
        variant="quiet"
        onClick={() => {
          onClose();
          findEverywhere(app, state.query);
        }}
      >
        {t('find.everywhere-short')}
      </Button>
      <IconButton size="small" icon="close" label={t('find.close')} keys={['Esc']} onClick={close} />
    </div>
  );
}

function ask(store: FindStore, conversationId: ConversationId, query: string): void {
  if (store.state.get().filters.conversationId === null) store.setFilters({ ...noSearchFilters, conversationId });
  store.setQuery(query);
}

function countText({ status, query, hits, unread }: FindState, index: number): string {
  if (query.trim() === '' || status !== 'shown') return '';
  if (hits.length === 0) return unread > 0 ? t('find.here-unread') : t('find.here-nothing');
  return t('find.place', { index: index + 1, count: hits.length });
}

type ShownPlace = { readonly index: number; readonly move: (step: number) => void };

/** Which of the places is shown: the last one first, as the reader is at the end; from there round and round. */
function useShownPlace({ hits, status }: FindState): ShownPlace {
  const app = useApp();
  const [chosen, setChosen] = useState<{ readonly hits: FindState['hits']; readonly index: number } | null>(null);
  const index = chosen?.hits === hits ? chosen.index : hits.length - 1;
  const hit = status === 'shown' ? hits[index] : undefined;
  useEffect(() => {
    if (hit !== undefined) app.attempt(showHit(app, hit, false));
  }, [app, hit]);
  return {
    index,
    move(step) {
      if (hits.length > 0) setChosen({ hits, index: (index + step + hits.length) % hits.length });
    },
  };
}
