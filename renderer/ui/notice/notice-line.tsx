import type { ReactNode } from 'react';
import styles from './notice.module.css';

type NoticeLineProps = {
  readonly words: string;
  /** What can be done about it. */
  readonly children: ReactNode;
};

/** Beneath a reply that did not end by itself. */
export function NoticeLine({ words, children }: NoticeLineProps) {
  return (
    <div className={styles.line}>
      <span>{words}</span>
      {children}
    </div>
  );
}
