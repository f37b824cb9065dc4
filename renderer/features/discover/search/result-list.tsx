import { useEffect, type KeyboardEvent } from 'react';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { SearchResults } from '../../../state/hub/search-store.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { CachedNote } from '../parts/cached-note.tsx';
import { ListEnd } from './list-end.tsx';
import { moveThroughResults } from './result-keys.ts';
import { ResultHead } from './result-head.tsx';
import { ResultRow } from './result-row.tsx';
import styles from './result-list.module.css';

type ResultListProps = {
  readonly results: SearchResults;
  readonly onMore: () => void;
  readonly onRetry: () => void;
};

/** So close to the end with the keyboard, the next page is asked for. */
const nearEnd = 4;

/** What the Hub found. Grows at its end as a person comes near it. */
export function ResultList({ results, onMore, onRetry }: ResultListProps) {
  const { models, source, fetchedAtMs, nextCursor } = results;
  const { announce } = useApp();
  const count = models.length;
  useEffect(() => announce(t('discover.shown', { count })), [announce, count]);
  if (count === 0 && nextCursor === null) {
    return <EmptyState title={t('discover.none-title')}>{t('discover.none-text')}</EmptyState>;
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const place = moveThroughResults(event);
    if (place !== null && place >= count - nearEnd) onMore();
  };
  return (
    <section aria-label={t('discover.results')} className={styles.results} onKeyDown={onKeyDown}>
      {source === 'cache' ? (
        <CachedNote
          words={t('discover.cached', { moment: formatMoment(fetchedAtMs) })}
          action={
            <Button size="small" onClick={onRetry}>
              {t('discover.ask-again')}
            </Button>
          }
        />
      ) : null}
      {count === 0 ? null : (
        <>
          <p className={styles.count}>{t('discover.shown', { count })}</p>
          <ResultHead />
          <ul className={styles.list}>
            {models.map((model) => (
              <ResultRow key={model.id} model={model} />
            ))}
          </ul>
        </>
      )}
      <ListEnd results={results} onMore={onMore} />
    </section>
  );
}
