import { useEffect, useRef } from 'react';
import { t } from '../../../i18n/translate.ts';
import type { SearchResults } from '../../../state/hub/search-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useHubHost } from '../../../state/hub/hub-hooks.ts';
import styles from './list-end.module.css';

type ListEndProps = { readonly results: SearchResults; readonly onMore: () => void };

/** Asks for the next page when it comes into view. After a page without a match only the person asks further. */
export function ListEnd({ results, onMore }: ListEndProps) {
  const host = useHubHost();
  const end = useRef<HTMLDivElement>(null);
  const { nextCursor, next, isLastPageEmpty, models } = results;
  const isAutomatic = nextCursor !== null && next.status === 'idle' && !isLastPageEmpty;
  useEffect(() => {
    const element = end.current;
    if (element === null || !isAutomatic) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && onMore(), {
      rootMargin: '600px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isAutomatic, nextCursor, onMore]);
  return (
    <div ref={end} className={styles.end} aria-busy={next.status === 'asking'}>
      {next.status === 'asking' ? (
        <>
          <p role="status">{t('discover.searching', { host })}</p>
          <Skeleton height="2.25rem" />
        </>
      ) : null}
      {next.status === 'failed' ? <ErrorPanel error={next.error} onRetry={onMore} /> : null}
      {next.status === 'idle' && nextCursor !== null ? (
        <>
          {isLastPageEmpty ? <p>{t('discover.sparse')}</p> : null}
          <Button onClick={onMore}>{t(isLastPageEmpty ? 'discover.look-further' : 'discover.more')}</Button>
        </>
      ) : null}
      {nextCursor === null && models.length > 0 ? <p>{t('discover.end')}</p> : null}
    </div>
  );
}
