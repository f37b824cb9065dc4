import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useDownloads } from '../../state/downloads/download-hooks.ts';
import type { Downloads } from '../../state/downloads/downloads.ts';
import { formatRoute } from '../../state/route.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentTitle } from '../../ui/document-title.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { DownloadList } from './download-list.tsx';
import { DownloadTotals } from './download-totals.tsx';
import { SpeedLimit } from './speed-limit.tsx';
import { useDownloadCommands } from './use-download-commands.ts';
import styles from './downloads-screen.module.css';

/** All downloads: under way, waiting, stopped and finished. */
export function DownloadsScreen() {
  const app = useApp();
  const state = useDownloads();
  const commands = useDownloadCommands();
  return (
    <>
      <DocumentTitle screen={t('downloads.title')} />
      <ScreenHeader title={t('downloads.title')}>
        {state.status === 'live' ? (
          <SpeedLimit limit={state.value.bytesPerSecondLimit} onChange={commands.setLimit} />
        ) : null}
      </ScreenHeader>
      <div className={styles.scroll}>
        {state.status === 'waiting' ? <Waiting /> : null}
        {state.status === 'failed' ? (
          <div className={styles.page}>
            <ErrorPanel error={state.error} onRetry={app.downloads.retry} />
          </div>
        ) : null}
        {state.status === 'live' ? <Queue downloads={state.value} commands={commands} /> : null}
      </div>
    </>
  );
}

type QueueProps = { readonly downloads: Downloads; readonly commands: ReturnType<typeof useDownloadCommands> };

function Queue({ downloads: { downloads }, commands }: QueueProps) {
  const app = useApp();
  if (downloads.length === 0) {
    const open = () => app.router.navigate({ screen: 'discover', repo: null });
    return (
      <EmptyState
        title={t('downloads.empty-title')}
        drawing={<Icon name="download" size={36} />}
        actions={
          <Button variant="primary" size="large" icon="discover" onClick={open}>
            {t('downloads.empty-action')}
          </Button>
        }
      >
        {t('downloads.empty-text')}
      </EmptyState>
    );
  }
  const hasDone = downloads.some(({ state }) => state.state === 'done');
  return (
    <div className={styles.page}>
      <DownloadTotals />
      <DownloadList downloads={downloads} commands={commands} />
      <div className={styles.foot}>
        <a href={formatRoute({ screen: 'discover', repo: null })}>{t('downloads.empty-action')}</a>
        {hasDone ? (
          <Button variant="quiet" size="small" onClick={commands.clearDone}>
            {t('downloads.clear-done')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div className={styles.page} aria-busy="true">
      <VisuallyHidden>{t('downloads.loading')}</VisuallyHidden>
      {['46%', '38%'].map((width) => (
        <div key={width} className={styles.waiting}>
          <Skeleton width={width} />
          <Skeleton height="0.25rem" />
        </div>
      ))}
    </div>
  );
}
