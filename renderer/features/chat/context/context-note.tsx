import { useState } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { ContextRecordDialog } from './context-record-dialog.tsx';
import styles from './context-note.module.css';

/** Says of a reply that it did not see everything before it; nothing where it saw all. */
export function ContextNote({ message }: { readonly message: Message }) {
  const [isOpen, setIsOpen] = useState(false);
  if (message.leftOutMessages === 0) return null;
  return (
    <p className={styles.note}>
      <span>{t('context.note-left-out', { count: message.leftOutMessages })}</span>
      <Button size="small" variant="quiet" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {t('context.note-show')}
      </Button>
      {isOpen ? <ContextRecordDialog reply={message} onClose={() => setIsOpen(false)} /> : null}
    </p>
  );
}
