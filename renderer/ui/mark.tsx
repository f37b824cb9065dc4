import { classNames } from './class-names.ts';
import styles from './mark.module.css';

/**
 * The mark: a beam with two unequal masses that do balance. The areas of the discs times their distances from the
 * pivot (x = 9.4) are equal: 4.1² × 3.3 = 2.28² × 10.7. Decoration: the name stands beside it.
 */
export function Mark({ size = 20, className }: { readonly size?: number; readonly className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={classNames(styles.mark, className)}
      aria-hidden="true"
    >
      <circle cx="6.1" cy="9.1" r="4.1" />
      <circle cx="20.1" cy="10.92" r="2.28" className={styles['small-mass']} />
      <rect x="1.4" y="13.9" width="21.2" height="1.7" rx="0.85" />
      <path d="M8.83 16.9a.66.66 0 0 1 1.14 0l2.35 4.1a.66.66 0 0 1-.57 1H7.05a.66.66 0 0 1-.57-1z" />
    </svg>
  );
}
