import type { Backup } from '../../../../main/contract/backups.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

type RemoveBackupDialogProps = { readonly backup: Backup; readonly onClose: () => void };

/** A copy that is erased cannot come back. */
export function RemoveBackupDialog({ backup, onClose }: RemoveBackupDialogProps) {
  const app = useApp();
  const remove = () => {
    onClose();
    const removed = app.client.backups.remove.mutate({ id: backup.id });
    app.attempt(removed.then(() => app.toasts.show(t('backups.removed'))));
  };
  return (
    <Dialog
      title={t('backups.remove-title')}
      onClose={onClose}
      footer={
        <>
          <Button autoFocus onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button variant="danger" onClick={remove}>
            {t('backups.remove-now')}
          </Button>
        </>
      }
    >
      {t('backups.remove-why', { when: formatMoment(backup.madeAtMs) })}
    </Dialog>
  );
}
