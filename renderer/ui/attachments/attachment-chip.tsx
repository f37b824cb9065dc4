import { useState } from 'react';
import type { Attachment } from '../../../main/contract/attachments.ts';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../icon.tsx';
import { IconButton } from '../icon-button.tsx';
import { VisuallyHidden } from '../visually-hidden.tsx';
import { AttachmentDialog } from './attachment-dialog.tsx';
import styles from './attachment-chip.module.css';

type AttachmentChipProps = {
  readonly attachment: Attachment;
  /** Null while it was not counted. */
  readonly tokens?: number | null;
  /** Where it can be taken off again. */
  readonly onRemove?: () => void;
};

/** A file that goes with a message; a press shows its words. */
export function AttachmentChip({ attachment, tokens = null, onRemove }: AttachmentChipProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { name, sizeBytes } = attachment;
  const figures = [
    t('attach.size', { bytes: sizeBytes }),
    ...(tokens === null ? [] : [t('attach.tokens', { count: tokens })]),
  ];
  return (
    <span className={styles.chip}>
      <button
        type="button"
        className={styles.open}
        aria-haspopup="dialog"
        title={`${name} · ${formatBytes(sizeBytes)}`}
        onClick={() => setIsOpen(true)}
      >
        <Icon name="text-file" size={15} className={styles.icon} />
        <VisuallyHidden>{t('attach.show')}</VisuallyHidden> <bdi className={styles.name}>{name}</bdi>{' '}
        <span className={styles.figures}>{figures.join(' · ')}</span>
      </button>
      {onRemove === undefined ? null : (
        <IconButton
          size="small"
          icon="close"
          label={t('attach.remove', { name })}
          tooltipSide="top"
          className={styles.remove}
          onClick={onRemove}
        />
      )}
      {isOpen ? <AttachmentDialog attachment={attachment} onClose={() => setIsOpen(false)} /> : null}
    </span>
  );
}
