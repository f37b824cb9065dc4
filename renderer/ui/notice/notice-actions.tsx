import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** The buttons of a notice. */
export function NoticeActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
