import { classNames } from './class-names.ts';
import styles from './progress-bar.module.css';

type ProgressBarProps = {
  readonly label: string;
  /** 0–1; null while it cannot be known. */
  readonly fraction: number | null;
  /** How the value is read out; percent unless told. */
  readonly valueText?: string;
  readonly className?: string | undefined;
};

export function ProgressBar({ label, fraction, valueText, className }: ProgressBarProps) {
  const value = fraction === null ? null : Math.min(1, Math.max(0, fraction));
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
      aria-valuetext={valueText}
      className={classNames(styles.track, value === null && styles.unknown, className)}
    >
      <span className={styles.fill} style={value === null ? undefined : { transform: `scaleX(${value})` }} />
    </span>
  );
}
