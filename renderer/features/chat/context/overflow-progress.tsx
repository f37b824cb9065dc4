import { t } from '../../../i18n/translate.ts';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { SummaryProgress } from './summary-progress.tsx';
import type { Overflow } from './use-overflow.ts';
import styles from './summary-progress.module.css';

/** What is being done before the message goes, with a way to stop it; nothing while nothing is. */
export function OverflowProgress({
  summary,
  loadingSize,
  cancel,
}: Pick<Overflow, 'summary' | 'loadingSize' | 'cancel'>) {
  if (summary !== null) return <SummaryProgress work={summary} onCancel={cancel} />;
  if (loadingSize === null) return null;
  const words = t('context.loading-larger', { size: loadingSize });
  return (
    <div className={styles.progress}>
      <ProgressBar label={words} fraction={null} />
      <p className={styles.doing}>{words}</p>
    </div>
  );
}
