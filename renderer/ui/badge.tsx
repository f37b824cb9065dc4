import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './badge.module.css';

type BadgeProps = {
  /** Colours stand for state only; the words say it too. */
  readonly tone?: 'plain' | 'outline' | 'good' | 'caution' | 'bad' | 'accent';
  readonly dot?: 'none' | 'still' | 'pulse';
  readonly isCode?: boolean;
  readonly title?: string | undefined;
  readonly children: ReactNode;
};

/** A short fact or state. */
export function Badge({ tone = 'plain', dot = 'none', isCode = false, title, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, tone !== 'plain' && styles[tone], isCode && styles.code)} title={title}>
      {dot === 'none' ? null : (
        <span aria-hidden="true" className={classNames(styles.dot, dot === 'pulse' && styles.pulse)} />
      )}
      <span className={styles.text}>{children}</span>
    </span>
  );
}
