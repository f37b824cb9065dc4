import { useEffect, useId, useRef, type RefObject } from 'react';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useDownloads } from '../../state/downloads/download-hooks.ts';
import { liveValue } from '../../state/stream.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { DownloadList } from './download-list.tsx';
import { DownloadTotals } from './download-totals.tsx';
import { SpeedLimit } from './speed-limit.tsx';
import { useDownloadCommands } from './use-download-commands.ts';
import styles from './downloads-panel.module.css';

type DownloadsPanelProps = { readonly anchor: RefObject<HTMLElement | null>; readonly onClose: () => void };

/** The queue over whatever screen is shown. */
export function DownloadsPanel({ anchor, onClose }: DownloadsPanelProps) {
  const id = useId();
  const app = useApp();
  const downloads = liveValue(useDownloads());
  const commands = useDownloadCommands();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  if (downloads === null) return null;
  const showAll = () => {
    onClose();
    app.router.navigate({ screen: 'downloads' });
  };
  return (
    <Popover
      anchor={anchor}
      onClose={onClose}
      placement="top-start"
      className={styles.panel}
      role="dialog"
      aria-labelledby={id}
    >
      <div className={styles.head}>
        <h2 ref={title} id={id} tabIndex={-1} className={styles.title}>
          {t('downloads.title')}
        </h2>
        <SpeedLimit limit={downloads.bytesPerSecondLimit} onChange={commands.setLimit} />
        <Button variant="quiet" size="small" onClick={showAll}>
          {t('downloads.show-all')}
        </Button>
      </div>
      <DownloadTotals />
      <DownloadList downloads={downloads.downloads} commands={commands} />
    </Popover>
  );
}
