import { useEffect, useId, useRef } from 'react';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import styles from './reply-prefix-field.module.css';

type ReplyPrefixFieldProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Takes the field and its words away. */
  readonly onClose: () => void;
  /** Enter sends from here too. */
  readonly onSubmit: () => void;
};

/** The first words of the reply, written by the person; the model goes on from them. */
export function ReplyPrefixField({ value, onChange, onClose, onSubmit }: ReplyPrefixFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // A draft that comes back with its words must not take the focus.
    if (input.current?.value === '') input.current.focus();
  }, []);
  return (
    <div className={styles.row}>
      <label htmlFor={id} className={styles.label}>
        {t('attach.prefix-field')}
      </label>
      <input
        ref={input}
        id={id}
        className={styles.input}
        value={value}
        placeholder={t('attach.prefix-placeholder')}
        autoComplete="off"
        dir="auto"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            event.preventDefault();
            onClose();
          } else if (event.key === 'Enter') {
            event.preventDefault();
            onSubmit();
          }
        }}
      />
      <IconButton size="small" icon="close" label={t('attach.prefix-close')} tooltipSide="top" onClick={onClose} />
    </div>
  );
}
