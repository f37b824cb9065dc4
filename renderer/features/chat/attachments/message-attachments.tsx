import type { Attachment } from '../../../../main/contract/attachments.ts';
import { t } from '../../../i18n/translate.ts';
import { AttachmentChip } from './attachment-chip.tsx';
import styles from './message-attachments.module.css';

/** The files that went with a message. */
export function MessageAttachments({ attachments }: { readonly attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t('attach.list')}>
      {attachments.map((attachment) => (
        <li key={attachment.id} className={styles.item}>
          <AttachmentChip attachment={attachment} />
        </li>
      ))}
    </ul>
  );
}
