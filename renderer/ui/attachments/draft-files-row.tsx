import type { Attachment } from '../../../main/contract/attachments.ts';
import type { ContextUse } from '../../../main/contract/context.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { AttachmentChip } from './attachment-chip.tsx';
import styles from './draft-files-row.module.css';

type DraftFilesRowProps = {
  readonly files: readonly Attachment[];
  readonly use: ContextUse | null;
  /** After a file was taken off: the focus has to go somewhere. */
  readonly onRemoved: () => void;
};

/** The files that go with the message that is being written. */
export function DraftFilesRow({ files, use, onRemoved }: DraftFilesRowProps) {
  const app = useApp();
  if (files.length === 0) return null;
  const tokensOf = (id: string): number | null => use?.attachments.find((file) => file.id === id)?.tokens ?? null;
  return (
    <ul className={styles.row} aria-label={t('attach.list')}>
      {files.map((attachment) => (
        <li key={attachment.id} className={styles.item}>
          <AttachmentChip
            attachment={attachment}
            tokens={tokensOf(attachment.id)}
            onRemove={() => {
              app.attempt(app.client.attachments.remove.mutate({ id: attachment.id }));
              app.announce(t('attach.removed', { name: attachment.name }));
              onRemoved();
            }}
          />
        </li>
      ))}
    </ul>
  );
}
