import { useCallback, useEffect, useLayoutEffect, useRef, type UIEvent } from 'react';
import { t } from '../../../i18n/translate.ts';
import type { AppAction } from '../../../state/app-services.ts';
import { useActions } from '../../../state/hooks.ts';
import { useHubHost } from '../../../state/hub/hub-hooks.ts';
import { useHubSession } from '../../../state/hub/hub-session.ts';
import { openCriteria, type SearchCriteria, type SearchState } from '../../../state/hub/search-store.ts';
import { useStore } from '../../../state/store.ts';
import { DocumentTitle } from '../../../ui/document-title.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ScreenHeader } from '../../../ui/screen-header.tsx';
import { CuratedList } from './curated-list.tsx';
import { ResultList } from './result-list.tsx';
import { ResultSkeleton } from './result-skeleton.tsx';
import { SearchForm } from './search-form.tsx';
import styles from './search-screen.module.css';

/** Looking for a model on the Hub. Nothing is asked of it before the person asks. */
export function SearchScreen() {
  const session = useHubSession();
  const state = useStore(session.search.state);
  const field = useRef<HTMLInputElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  useActions(searchActions);
  useLayoutEffect(() => {
    scroll.current?.scrollTo({ top: session.scrollTop.get() });
  }, [session]);
  useEffect(() => {
    // A person who comes back goes on in the list; one who comes to look for something types at once.
    const last = session.lastOpened.get();
    const link = last === null ? null : document.querySelector<HTMLElement>(`[data-result="${last}"]`);
    (link ?? field.current)?.focus({ preventScroll: true });
  }, [session]);
  const ask = (criteria: SearchCriteria) => {
    session.scrollTop.set(0);
    scroll.current?.scrollTo({ top: 0 });
    session.search.ask(criteria);
  };
  const retry = useCallback(() => session.search.retry(), [session]);
  const more = useCallback(() => session.search.more(), [session]);
  return (
    <>
      <DocumentTitle screen={t('discover.title')} />
      <ScreenHeader title={t('discover.title')} />
      <div
        ref={scroll}
        className={styles.scroll}
        onScroll={(event: UIEvent<HTMLDivElement>) => session.scrollTop.set(event.currentTarget.scrollTop)}
      >
        <div className={styles.page}>
          <SearchForm ref={field} state={state} onAsk={ask} onClear={() => session.search.clear()} />
          <Outcome state={state} onAsk={ask} onRetry={retry} onMore={more} />
        </div>
      </div>
    </>
  );
}

const searchActions: readonly AppAction[] = [
  {
    id: 'discover.search',
    label: 'action.discover-search',
    icon: 'search',
    section: 'view',
    shortcut: { keys: 'mod+f' },
    run: () => {
      const field = document.querySelector<HTMLInputElement>('[role="search"] input');
      field?.focus();
      field?.select();
    },
  },
];

type OutcomeProps = {
  readonly state: SearchState;
  readonly onAsk: (criteria: SearchCriteria) => void;
  readonly onRetry: () => void;
  readonly onMore: () => void;
};

function Outcome({ state, onAsk, onRetry, onMore }: OutcomeProps) {
  const host = useHubHost();
  switch (state.status) {
    case 'idle':
      return <CuratedList onTrending={() => onAsk(openCriteria)} />;
    case 'asking':
      return <ResultSkeleton words={t('discover.searching', { host })} />;
    case 'failed':
      return (
        <section aria-label={t('discover.failed-title')}>
          <ErrorPanel error={state.error} onRetry={onRetry} />
        </section>
      );
    case 'shown':
      return <ResultList results={state.results} onMore={onMore} onRetry={onRetry} />;
  }
}
