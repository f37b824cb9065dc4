import { ProgressBar } from '../../../ui/progress-bar.tsx';
import styles from './exchange.module.css';

/** What is going on, and how far it is. */
export function ProgressLine({ label, fraction }: { readonly label: string; readonly fraction: number | null }) {
  return (
    <div className={styles.progress}>
      {label}
      <ProgressBar label={label} fraction={fraction} />
    </div>
  );
}
