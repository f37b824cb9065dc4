import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { formatRoute } from '../../../state/route.ts';
import { useRankedModels } from '../../../state/compare/setup/setup-hooks.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { NewComparison } from './new-comparison.tsx';
import styles from './setup-pane.module.css';

/** Where a comparison begins: what to weigh, from what is on this computer. */
export function SetupPane() {
  const ranked = useRankedModels();
  return (
    <section className={styles.pane} aria-label={t('compare-setup.title')}>
      <Content ranked={ranked} />
    </section>
  );
}

function Content({ ranked }: { readonly ranked: readonly Model[] | null }) {
  if (ranked === null) {
    return (
      <div className={styles.waiting} role="status" aria-busy="true" aria-label={t('compare-setup.loading')}>
        <Skeleton width="40%" height="1.5rem" />
        <Skeleton width="100%" height="4rem" />
        <Skeleton width="100%" height="8rem" />
      </div>
    );
  }
  if (ranked.length > 0) return <NewComparison ranked={ranked} />;
  return (
    <EmptyState
      title={t('compare-setup.none-title')}
      drawing={<Mark size={44} />}
      actions={
        <div className={styles['ways-out']}>
          <a href={formatRoute({ screen: 'discover', repo: null })}>{t('compare-setup.none-discover')}</a>
          <a href={formatRoute({ screen: 'library' })}>{t('compare-setup.none-library')}</a>
        </div>
      }
    >
      {t('compare-setup.none-why')}
    </EmptyState>
  );
}
