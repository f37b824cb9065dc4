import { t } from '../../i18n/translate.ts';
import { useDownloadTotals } from '../../state/downloads/download-hooks.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './download-totals.module.css';

/** Everything under way added up: how many, how fast, how long still. Nothing when nothing is under way. */
export function DownloadTotals() {
  const { count, fraction, bytesPerSecond, secondsLeft } = useDownloadTotals();
  if (count === 0) return null;
  return (
    <div className={styles.totals}>
      <p className={styles.figures}>
        <span>{t('downloads.total-count', { count })}</span>
        {secondsLeft === null ? null : (
          <span>{t('downloads.total', { speed: bytesPerSecond, left: secondsLeft })}</span>
        )}
      </p>
      <ProgressBar label={t('downloads.total-progress')} fraction={fraction} />
    </div>
  );
}
