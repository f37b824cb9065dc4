import type { ReactNode } from 'react';
import type { Download } from '../../../main/contract/downloads.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import { repoIdSchema } from '../../../main/contract/hub.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import type { DownloadCommands } from './use-download-commands.ts';

type DownloadTroubleProps = {
  readonly download: Download;
  readonly commands: DownloadCommands;
  readonly onRemove: () => void;
};

/** Why it stopped or waits for space, and the one button that helps. */
export function DownloadTrouble({ download, commands, onRemove }: DownloadTroubleProps) {
  const { state } = download;
  const app = useApp();
  if (state.state === 'waiting-disk') return <ErrorPanel tone="caution" error={state.error} />;
  if (state.state !== 'failed') return null;
  const button = (label: string, onClick: () => void): ReactNode => (
    <Button size="small" onClick={onClick}>
      {label}
    </Button>
  );
  const { error } = state;
  const repo = repoIdSchema.safeParse(download.repo).data ?? null;
  switch (helpFor(error)) {
    case 'page': {
      const open = () => app.router.navigate({ screen: 'discover', repo });
      return <ErrorPanel error={error} actions={button(t('downloads.open-page'), open)} />;
    }
    case 'settings': {
      const open = () => app.router.navigate({ screen: 'settings' });
      return <ErrorPanel error={error} actions={button(t('downloads.open-settings'), open)} />;
    }
    case 'anew':
      return (
        <ErrorPanel error={error} actions={button(t('downloads.start-anew'), () => commands.startAnew(download))} />
      );
    case 'remove':
      return <ErrorPanel error={error} actions={button(t('downloads.remove'), onRemove)} />;
    case 'retry':
      return <ErrorPanel error={error} onRetry={() => commands.resume(download)} />;
  }
}

/** What gets a person on after this failure. */
function helpFor({ code }: AppErrorData): 'page' | 'settings' | 'anew' | 'remove' | 'retry' {
  switch (code) {
    case 'hub-gated':
      return 'page';
    case 'hub-unauthorised':
      return 'settings';
    case 'download-changed':
      return 'anew';
    case 'hub-not-found':
    case 'hub-disabled':
    case 'download-unverifiable':
      return 'remove';
    default:
      return 'retry';
  }
}
