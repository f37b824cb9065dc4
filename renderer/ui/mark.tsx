import { classNames } from './class-names.ts';
import styles from './mark.module.css';

/**
 * The mark: a beam with two unequal masses that do balance. The areas of the discs times their distances from the
 * pivot (x = 10) are equal: 5.4² × 3.6 = 3.21² × 10.2. Decoration: the name stands beside it.
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
      <circle cx="6.4" cy="8" r="5.4" />
      <circle cx="20.2" cy="10.19" r="3.21" className={styles['small-mass']} />
      <rect x="0.8" y="14" width="22.4" height="2.2" rx="1.1" />
      <path d="M9.48 16.1a.6.6 0 0 1 1.04 0l3.62 6a.7.7 0 0 1-.6 1.06H6.46a.7.7 0 0 1-.6-1.06z" />
    </svg>
  );
}
