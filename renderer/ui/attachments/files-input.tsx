import type { RefObject } from 'react';
import { t } from '../../i18n/translate.ts';
import styles from './files-input.module.css';

type FilesInputProps = {
  /** Pressed by whatever offers to choose files. */
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onFiles: (files: readonly File[]) => void;
};

/** The system's own dialog for files; it shows nothing of its own. */
export function FilesInput({ input, onFiles }: FilesInputProps) {
  return (
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
  );
}
