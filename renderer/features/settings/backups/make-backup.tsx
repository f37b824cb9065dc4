import type { BackupWork } from '../../../../main/contract/backups.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import styles from './backups.module.css';

type MakeBackupProps = {
  readonly work: BackupWork | null;
  /** Whether it is known what is being done. */
  readonly isKnown: boolean;
};

/** One copy now; how far it is, whoever asked for it. */
export function MakeBackup({ work, isKnown }: MakeBackupProps) {
  const app = useApp();
  const make = () => {
    const made = app.client.backups.make.mutate().then(({ sizeBytes }) => {
      app.toasts.show(t('backups.made', { size: sizeBytes }));
    });
    app.attempt(made);
  };
  if (work?.type === 'making') {
    return (
      <div className={styles.making} tabIndex={-1}>
        <span>{t('backups.making')}</span>
        <ProgressBar label={t('backups.making')} fraction={work.fraction < 1 ? work.fraction : null} />
      </div>
    );
  }
  return (
    <Button disabled={!isKnown || work !== null} onClick={make}>
      {t('backups.make')}
    </Button>
  );
}
