import { t } from '../../i18n/translate.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './compare-home.module.css';

/** Earlier comparisons beside the setup of a new one. Each part is one line here. */
export function CompareHome() {
  return (
    <div className={styles.home}>
      {/* Earlier comparisons: <History /> */}
      {/* A new one: <Setup /> */}
      <EmptyState title={t('compare.empty-title')}>{t('compare.empty-why')}</EmptyState>
    </div>
  );
}
