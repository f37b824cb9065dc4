import type { Download } from '../../../main/contract/downloads.ts';
import { t } from '../../i18n/translate.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { downloadName } from './download-words.ts';

type CancelDialogProps = {
  readonly download: Download;
  readonly onClose: () => void;
  readonly onCancel: () => void;
};

/** Bytes that took long to come are not thrown away by a slip. */
export function CancelDialog({ download, onClose, onCancel }: CancelDialogProps) {
  return (
    <Dialog
      title={t('downloads.cancel-title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('downloads.cancel-keep')}</Button>
          <Button variant="danger" onClick={onCancel}>
            {t('downloads.cancel')}
          </Button>
        </>
      }
    >
      {t('downloads.cancel-why', { received: download.receivedBytes, name: downloadName(download) })}
    </Dialog>
  );
}
