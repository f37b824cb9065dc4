import { t } from '../../../i18n/translate.ts';
import { classNames } from '../../../ui/class-names.ts';
import styles from './plan-panel.module.css';

type PlanMemoryProps = { readonly neededBytes: number; readonly freeBytes: number };

/** What all models at once would take beside what is free. Too much is no failure: then they take turns. */
export function PlanMemory({ neededBytes, freeBytes }: PlanMemoryProps) {
  const total = Math.max(neededBytes, freeBytes, 1);
  const width = (bytes: number) => ({ width: `${((bytes / total) * 100).toFixed(1)}%` });
  const isOver = neededBytes > freeBytes;
  const figures = { needed: neededBytes, free: freeBytes };
  return (
    <div className={styles.memory}>
      <div className={styles.line}>
        <span>{t('compare-setup.plan-memory-bar')}</span>
        <span>{t('compare-setup.plan-figure', figures)}</span>
      </div>
      <div role="img" aria-label={t('compare-setup.plan-bar-words', figures)} className={styles.bar}>
        <span className={classNames(styles.needed, isOver && styles.over)} style={width(neededBytes)} />
        {isOver ? <span className={styles.limit} style={{ insetInlineStart: width(freeBytes).width }} /> : null}
      </div>
    </div>
  );
}
