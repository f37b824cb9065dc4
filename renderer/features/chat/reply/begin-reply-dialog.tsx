import { useId, useState, type FormEvent } from 'react';
import { maxMessageLength } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import styles from './begin-reply-dialog.module.css';

type BeginReplyDialogProps = { readonly onClose: () => void; readonly onBegin: (words: string) => void };

/** Asks for the words that another version of a reply begins with. */
export function BeginReplyDialog({ onClose, onBegin }: BeginReplyDialogProps) {
  const [words, setWords] = useState('');
  const id = useId();
  const isReady = words !== '';
  const begin = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    onClose();
    onBegin(words);
  };
  return (
    <Dialog
      title={t('message.begin-title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" type="submit" form={`${id}-form`} aria-disabled={!isReady}>
            {t('message.begin-go')}
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} className={styles.form} onSubmit={begin}>
        <label htmlFor={id} className={styles.label}>
          {t('message.begin-field')}
        </label>
        <textarea
          id={id}
          className={styles.field}
          aria-describedby={`${id}-why`}
          rows={3}
          dir="auto"
          autoFocus
          maxLength={maxMessageLength}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) begin(event);
          }}
        />
        <p id={`${id}-why`} className={styles.why}>
          {t('message.begin-why')}
        </p>
      </form>
    </Dialog>
  );
}
