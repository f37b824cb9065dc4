import { useEffect, useRef, useState } from 'react';
import type { Summary } from '../../../../main/contract/context.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import styles from './summary-card.module.css';

type SummaryEditorProps = { readonly summary: Summary; readonly onClose: () => void };

/** A summary's words as the person wants them. */
export function SummaryEditor({ summary, onClose }: SummaryEditorProps) {
  const { client } = useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(summary.text);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  useEffect(() => field.current?.focus(), []);
  const isEmpty = text.trim() === '';
  const save = (): void => {
    if (isEmpty) return;
    const saved = client.context.editSummary.mutate({ summaryId: summary.id, text: text.trim() });
    saved.then(onClose, (error: unknown) => setFailure(toAppError(error)));
  };
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          event.preventDefault();
          onClose();
        } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      {failure === null ? null : <ErrorPanel error={failure} onRetry={save} />}
      <textarea
        ref={field}
        className={styles.field}
        aria-label={t('context.summary-field')}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.buttons}>
        <Button size="small" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" variant="primary" type="submit" disabled={isEmpty}>
          {t('context.summary-save')}
        </Button>
      </div>
    </form>
  );
}
