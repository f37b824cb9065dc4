import type { ReactNode } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import styles from './cached-note.module.css';

type CachedNoteProps = { readonly words: string; readonly action: ReactNode };

/** That what is shown was kept from before, because the Hub is away. */
export function CachedNote({ words, action }: CachedNoteProps) {
  return (
    <div role="status" className={styles.note}>
      <Icon name="offline" />
      <span className={styles.words}>{words}</span>
      {action}
    </div>
  );
}
