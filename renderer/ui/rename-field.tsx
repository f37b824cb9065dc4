import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { maxTitleLength } from '../../main/contract/chat.ts';
import { t } from '../i18n/translate.ts';
import styles from './rename-field.module.css';

type RenameFieldProps = {
  readonly title: string;
  readonly onRename: (title: string) => void;
  /** After Enter, Escape or leaving the field. */
  readonly onDone: () => void;
};

/** A title that is being changed where it stands: Enter or leaving keeps it, Escape does not. */
export function RenameField({ title, onRename, onDone }: RenameFieldProps) {
  const [text, setText] = useState(title);
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (isKept: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    if (isKept) onRename(text);
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      finish(event.key === 'Enter');
      if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    }
  };
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label={t('chat.rename-field')}
      value={text}
      maxLength={maxTitleLength}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  );
}
