import { useRef } from 'react';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import styles from './attach-button.module.css';

/** Adds text files to what is being written. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="attach" label={t('compare.attach')} tooltipSide="top" onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        className={styles.input}
        aria-label={t('attach.files')}
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
