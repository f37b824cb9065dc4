import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { HubModelPage, RepoId } from '../../../../main/contract/hub.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useHubHost } from '../../../state/hub/hub-hooks.ts';
import { useHubSession } from '../../../state/hub/hub-session.ts';
import { formatRoute } from '../../../state/route.ts';
import { useAnswer } from '../../../state/use-answer.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { DocumentTitle } from '../../../ui/document-title.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ScreenHeader } from '../../../ui/screen-header.tsx';
import { CachedNote } from '../parts/cached-note.tsx';
import { CardPanel } from './card-panel.tsx';
import { FactStrip } from './fact-strip.tsx';
import { FilesPanel } from './files-panel.tsx';
import { GatingNotice } from './gating-notice.tsx';
import { LicencePanel } from './licence-panel.tsx';
import { LineagePanel } from './lineage-panel.tsx';
import { ModelSkeleton } from './model-skeleton.tsx';
import styles from './model-screen.module.css';

/** One model of the Hub: what it is, what it may be used for, and its files. */
export function ModelScreen({ repo }: { readonly repo: RepoId }) {
  const { client } = useApp();
  const { pages, lastOpened } = useHubSession();
  const host = useHubHost();
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const page = await client.hub.page.query({ repo }, { signal });
      pages.set(repo, page);
      return page;
    },
    [client, pages, repo],
  );
  const { state, retry } = useAnswer(ask);
  const title = useRef<HTMLSpanElement>(null);
  // The link that led here is gone: the keyboard goes on from the page's name.
  useEffect(() => {
    title.current?.focus();
    lastOpened.set(repo);
  }, [lastOpened, repo]);
  const page = state.status === 'live' ? state.value : pages.get(repo);
  return (
    <>
      <DocumentTitle screen={repo.split('/')[1] ?? repo} />
      <ScreenHeader before={<BackLink />} title={<Title ref={title} repo={repo} />}>
        <CopyButton label={t('discover.copy-id')} text={() => repo} />
        {page === undefined ? null : (
          <a className={styles.external} href={page.webAddress} target="_blank" rel="noopener noreferrer">
            {t('discover.open-on-hub')}
            <Icon name="external" size={14} />
          </a>
        )}
      </ScreenHeader>
      <div className={styles.scroll}>
        {state.status === 'failed' ? (
          <div className={styles.page}>
            <ErrorPanel
              error={state.error}
              onRetry={retry}
              actions={
                state.error.code === 'hub-unauthorised' ? (
                  <a href={formatRoute({ screen: 'settings' })}>{t('discover.gated-token')}</a>
                ) : null
              }
            />
          </div>
        ) : null}
        {state.status === 'waiting' && page === undefined ? (
          <ModelSkeleton words={t('discover.page-loading', { host, repo })} />
        ) : null}
        {page !== undefined && state.status !== 'failed' ? <Page page={page} onRetry={retry} /> : null}
      </div>
    </>
  );
}

function BackLink() {
  return (
    <a
      className={styles.back}
      href={formatRoute({ screen: 'discover', repo: null })}
      aria-label={t('discover.back')}
      title={t('discover.back')}
    >
      <Icon name="chevron-left" size={17} />
    </a>
  );
}

function Title({ ref, repo }: { readonly ref: RefObject<HTMLSpanElement | null>; readonly repo: RepoId }) {
  const [owner = '', name = ''] = repo.split('/');
  return (
    <span ref={ref} tabIndex={-1}>
      <span className={styles.owner}>{`${owner}/`}</span>
      {name}
    </span>
  );
}

function Page({ page, onRetry }: { readonly page: HubModelPage; readonly onRetry: () => void }) {
  return (
    <div className={styles.page}>
      {page.source === 'cache' ? (
        <CachedNote
          words={t('discover.cached-page', { moment: formatMoment(page.fetchedAtMs) })}
          action={
            <Button size="small" onClick={onRetry}>
              {t('discover.ask-again')}
            </Button>
          }
        />
      ) : null}
      <FactStrip page={page} />
      {page.gating === 'open' ? null : <GatingNotice page={page} />}
      <div className={styles.columns}>
        <FilesPanel page={page} />
        <div className={styles.aside}>
          <LicencePanel page={page} />
          <LineagePanel page={page} />
        </div>
        <CardPanel page={page} />
      </div>
    </div>
  );
}
