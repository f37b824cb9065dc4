import type { ReactNode } from 'react';
import styles from './screen-header.module.css';

type ScreenHeaderProps = {
  /** The way back, on a screen within a screen. */
  readonly before?: ReactNode;
  readonly title: ReactNode;
  /** Controls at the end. */
  readonly children?: ReactNode;
};

/** The bar at the top of every screen, level with the rail's; its empty part moves the window on the desktop. */
export function ScreenHeader({ before, title, children }: ScreenHeaderProps) {
  return (
    <header className={styles.header} data-drag-region>
      {before}
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.rest}>{children}</div>
    </header>
  );
}
