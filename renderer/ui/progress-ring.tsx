import { classNames } from './class-names.ts';
import styles from './progress-ring.module.css';

type ProgressRingProps = {
  /** 0–1; null while it cannot be known. */
  readonly fraction: number | null;
  /** Pixels. */
  readonly size?: number;
};

/** Progress in the place of an icon. Decoration: the control around it says the figure. */
export function ProgressRing({ fraction, size = 16 }: ProgressRingProps) {
  const share = fraction === null ? 0.25 : Math.min(1, Math.max(0, fraction));
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      className={classNames(styles.ring, fraction === null && styles.unknown)}
    >
      <circle cx="8" cy="8" r="6.25" className={styles.track} />
      <circle
        cx="8"
        cy="8"
        r="6.25"
        pathLength="100"
        className={styles.fill}
        strokeDasharray={`${(share * 100).toFixed(1)} 100`}
      />
    </svg>
  );
}
