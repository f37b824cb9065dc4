import type { Comparison } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { NextPlan } from '../setup/next-plan.tsx';
import styles from './first-round.module.css';

/** Before the first prompt: what will happen, and how it would run on this computer. */
export function FirstRound({ comparison }: { readonly comparison: Comparison }) {
  const { mode, columnCount, isVeiled } = comparison;
  return (
    <EmptyState
      className={styles.first}
      title={t('compare.first-title', { count: columnCount })}
      actions={
        isVeiled ? undefined : (
          <div className={styles.plan}>
            <NextPlan comparison={comparison} />
          </div>
        )
      }
    >
      {t(mode === 'blind' ? 'compare.first-blind' : 'compare.first-why')}
    </EmptyState>
  );
}
