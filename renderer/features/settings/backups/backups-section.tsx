import { useState } from 'react';
import type { Backup, BackupsView } from '../../../../main/contract/backups.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useBackups } from '../../../state/backups.ts';
import { useSystemInfo } from '../../../state/hooks.ts';
import { Button } from '../../../ui/button.tsx';
import { CardSection } from '../../../ui/card-section.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { SettingsRow } from '../settings-row.tsx';
import { BackupList } from './backup-list.tsx';
import { MakeBackup } from './make-backup.tsx';
import { RemoveBackupDialog } from './remove-backup-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import styles from './backups.module.css';

type Asking = { readonly about: 'restore' | 'remove'; readonly backup: Backup };

/** Whole copies of the data: the daily ones, one now, and the way back. */
export function BackupsSection() {
  const { state, retry } = useBackups();
  const [asking, setAsking] = useState<Asking | null>(null);
  if (state.status === 'failed') return <ErrorPanel error={state.error} onRetry={retry} />;
  const view = state.status === 'live' ? state.value : null;
  const close = () => setAsking(null);
  return (
    <CardSection title={t('backups.title')}>
      <SettingsRow label={t('backups.daily')} why={t('backups.daily-why')} focusKey={view?.work?.type ?? ''}>
        <MakeBackup work={view?.work ?? null} isKnown={view !== null} />
      </SettingsRow>
      {view?.trouble ? (
        <div className={styles.trouble}>
          <p className={styles.troubleTitle}>{t('backups.trouble')}</p>
          <ErrorPanel error={view.trouble} tone="caution" />
        </div>
      ) : null}
      {view === null ? (
        <div className={styles.waiting}>
          <Skeleton width="60%" />
          <Skeleton width="45%" />
        </div>
      ) : (
        <BackupList
          backups={view.backups}
          onRestore={(backup) => setAsking({ about: 'restore', backup })}
          onRemove={(backup) => setAsking({ about: 'remove', backup })}
        />
      )}
      {view === null ? null : <FolderRow view={view} />}
      {asking?.about === 'restore' ? <RestoreDialog backup={asking.backup} onClose={close} /> : null}
      {asking?.about === 'remove' ? <RemoveBackupDialog backup={asking.backup} onClose={close} /> : null}
    </CardSection>
  );
}

function FolderRow({ view }: { readonly view: BackupsView }) {
  const app = useApp();
  const isDesktop = useSystemInfo()?.host === 'desktop';
  const bytes = view.backups.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <SettingsRow
      label={t('backups.folder', { size: formatBytes(bytes) })}
      why={t('backups.folder-why')}
      layout="stacked"
    >
      <div className={styles.folder}>
        <code>{view.folder}</code>
        <CopyButton text={() => view.folder} label={t('backups.copy-folder')} />
        {isDesktop && view.backups.length > 0 ? (
          <Button size="small" icon="folder" onClick={() => app.attempt(app.client.backups.openFolder.mutate())}>
            {t('backups.open-folder')}
          </Button>
        ) : null}
      </div>
    </SettingsRow>
  );
}
