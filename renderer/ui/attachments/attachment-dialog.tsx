import { useCallback } from 'react';
import type { Attachment } from '../../../main/contract/attachments.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useAnswer } from '../../state/use-answer.ts';
import { CopyButton } from '../copy-button.tsx';
import { Dialog } from '../dialog.tsx';
import { ErrorPanel } from '../error-panel.tsx';
import { IconButton } from '../icon-button.tsx';
import { Skeleton } from '../skeleton.tsx';
import styles from './attachment-dialog.module.css';

type AttachmentDialogProps = { readonly attachment: Attachment; readonly onClose: () => void };

/** The words of an attached file, as the model gets them. */
export function AttachmentDialog({ attachment, onClose }: AttachmentDialogProps) {
  const { client } = useApp();
  const { id, name, sizeBytes, lines } = attachment;
  const ask = useCallback((signal: AbortSignal) => client.attachments.read.query({ id }, { signal }), [client, id]);
  const { state, retry } = useAnswer(ask);
  return (
    <Dialog title={name} width="broad" onClose={onClose}>
      <div className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.title}>
            <bdi>{name}</bdi>
          </h2>
          <p className={styles.figures}>
            {[t('attach.size', { bytes: sizeBytes }), t('attach.lines', { count: lines })].join(' · ')}
          </p>
        </div>
        {state.status === 'live' ? <CopyButton label={t('attach.copy')} text={() => state.value.text} /> : null}
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </div>
      {state.status === 'waiting' ? (
        <div className={styles.skeleton} role="status" aria-busy="true" aria-label={t('attach.loading')}>
          {['62%', '88%', '71%'].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      ) : null}
      {state.status === 'failed' ? <ErrorPanel error={state.error} onRetry={retry} className={styles.panel} /> : null}
      {state.status === 'live' ? (
        // One field, not one element a line: it holds megabytes and is searched by the browser.
        <textarea
          className={styles.text}
          aria-label={t('attach.text', { name })}
          value={state.value.text}
          readOnly
          spellCheck={false}
          wrap="soft"
          dir="auto"
        />
      ) : null}
    </Dialog>
  );
}
