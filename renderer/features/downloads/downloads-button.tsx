import { useRef, useState } from 'react';
import type { Download } from '../../../main/contract/downloads.ts';
import { t } from '../../i18n/translate.ts';
import { useDownloadList, useDownloadTotals } from '../../state/downloads/download-hooks.ts';
import type { DownloadTotals } from '../../state/downloads/downloads.ts';
import { useSettings } from '../../state/hooks.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProgressRing } from '../../ui/progress-ring.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { DownloadsPanel } from './downloads-panel.tsx';
import styles from './downloads-button.module.css';

/** The ring at the rail's foot: how far all downloads are; opens the panel. Absent while there is no download. */
export function DownloadsButton() {
  const isCollapsed = useSettings()?.isRailCollapsed ?? false;
  const downloads = useDownloadList();
  const totals = useDownloadTotals();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (downloads.length === 0) return null;
  const label = labelOf(downloads, totals);
  const name =
    totals.fraction === null ? label : t('downloads.ring-fraction', { name: label, fraction: totals.fraction });
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classNames(styles.button, isCollapsed && styles.collapsed)}
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Sign downloads={downloads} totals={totals} />
        {isCollapsed ? null : <span className={styles.label}>{label}</span>}
      </button>
      {isCollapsed && !isOpen ? <Tooltip target={button} text={name} side="right" isName /> : null}
      {isOpen ? <DownloadsPanel anchor={button} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

function countFailed(downloads: readonly Download[]): number {
  return downloads.filter(({ state }) => state.state === 'failed').length;
}

function labelOf(downloads: readonly Download[], { count }: DownloadTotals): string {
  if (count > 0) return t('downloads.ring-active', { count });
  const failed = countFailed(downloads);
  return failed > 0 ? t('downloads.ring-failed', { count: failed }) : t('downloads.ring-done');
}

function Sign({ downloads, totals }: { readonly downloads: readonly Download[]; readonly totals: DownloadTotals }) {
  if (totals.count > 0) return <ProgressRing fraction={totals.fraction} size={15} />;
  if (countFailed(downloads) > 0) return <Icon name="warning" size={15} className={styles.bad} />;
  return <Icon name="download" size={15} />;
}
