import { useState } from 'react';
import type { Backup } from '../../../../main/contract/backups.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { restoreBackup } from '../../../state/backups.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { holdsWords } from './holds-words.ts';
import styles from './backups.module.css';

type RestoreDialogProps = { readonly backup: Backup; readonly onClose: () => void };

/**
 * What a restore does, before it is done.
 *
 *   asking ──▶ restoring ──the app opened again──▶ the page begins anew
 *      ▲────────────┘ refused: nothing was changed
 */
export function RestoreDialog({ backup, onClose }: RestoreDialogProps) {
  const app = useApp();
  const [isRestoring, setIsRestoring] = useState(false);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  const when = formatMoment(backup.madeAtMs);
  const restore = () => {
    setIsRestoring(true);
    setFailure(null);
    restoreBackup(app, backup.id).catch((error: unknown) => {
      setIsRestoring(false);
      setFailure(toAppError(error));
    });
  };
  if (isRestoring) {
    return (
      <Dialog title={t('backups.restoring', { when })} onClose={() => undefined} footer={<span />}>
        <div className={styles.words}>
          <ProgressBar label={t('backups.restoring', { when })} fraction={null} />
          <p>{t('backups.restoring-why')}</p>
        </div>
      </Dialog>
    );
  }
  const [conversations = '', messages = ''] = holdsWords(backup.holds);
  return (
    <Dialog
      title={t('backups.restore-title', { when })}
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="primary" onClick={restore}>
            {t('backups.restore-start')}
          </Button>
        </>
      }
    >
      <div className={styles.words}>
        {failure === null ? null : <ErrorPanel error={failure} />}
        <p>{t('backups.restore-holds', { conversations, messages })}</p>
        <p>{t('backups.restore-now')}</p>
      </div>
    </Dialog>
  );
}
