import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './empty-state.module.css';

type EmptyStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly drawing?: ReactNode;
  /** Buttons or a form: what fills the emptiness. */
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
};

/** What a screen shows before there is anything, and how to begin. */
export function EmptyState({ title, children, drawing, actions, className }: EmptyStateProps) {
  return (
    <section className={classNames(styles.empty, className)}>
      {drawing === undefined ? null : <div className={styles.drawing}>{drawing}</div>}
      <h2 className={styles.title}>{title}</h2>
      {children === undefined ? null : <div className={styles.text}>{children}</div>}
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
