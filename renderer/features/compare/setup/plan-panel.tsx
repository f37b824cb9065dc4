import { useId } from 'react';
import type { ComparePlan } from '../../../../main/contract/compare.ts';
import type { ModelId } from '../../../../main/contract/ids.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { t } from '../../../i18n/translate.ts';
import { formatRoute } from '../../../state/route.ts';
import type { Answer } from '../../../state/use-answer.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { PlanMemory } from './plan-memory.tsx';
import { PlanSteps } from './plan-steps.tsx';
import styles from './plan-panel.module.css';

/** A column as the plan names it. */
export type PlannedColumn = { readonly id: string; readonly name: string; readonly modelId: ModelId };

type PlanPanelProps = { readonly answer: Answer<ComparePlan>; readonly columns: readonly PlannedColumn[] };

/** How the next prompt would run on this computer, before it starts. */
export function PlanPanel({ answer, columns }: PlanPanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {t('compare-setup.plan')}
      </h3>
      <Planned answer={answer} columns={columns} />
    </section>
  );
}

function Planned({ answer: { state, latest: plan, retry }, columns }: PlanPanelProps) {
  if (state.status === 'failed') return <ErrorPanel error={state.error} onRetry={retry} />;
  if (plan === null) {
    return (
      <div className={styles.plan} role="status" aria-busy="true" aria-label={t('compare-setup.plan-waiting')}>
        <Skeleton width="92%" />
        <Skeleton width="100%" height="0.5rem" />
        <Skeleton width="45%" />
      </div>
    );
  }
  return (
    <div className={styles.plan}>
      <p role="status">{sentenceOf(plan, columns.length - plan.problems.length)}</p>
      <Problems plan={plan} columns={columns} />
      <PlanMemory neededBytes={plan.neededBytes} freeBytes={plan.freeBytes} />
      {plan.steps.length === 0 ? null : <PlanSteps plan={plan} columns={columns} />}
      <p className={styles.quiet}>
        {plan.estimatedMs === null
          ? t('compare-setup.plan-no-time')
          : t('compare-setup.plan-time', { time: plan.estimatedMs / 1000 })}
      </p>
    </div>
  );
}

function sentenceOf({ mode, reason, neededBytes, freeBytes }: ComparePlan, count: number): string {
  if (mode === 'fair' || reason === 'fair') return t('compare-setup.plan-fair');
  if (mode === 'together') return t('compare-setup.plan-together', { count });
  if (reason === 'memory') return t('compare-setup.plan-memory', { needed: neededBytes, free: freeBytes });
  if (reason === 'cores') return t('compare-setup.plan-cores');
  if (reason === 'same-model') return t('compare-setup.plan-same-model');
  return t('compare-setup.plan-in-turn');
}

function Problems({ plan, columns }: { readonly plan: ComparePlan; readonly columns: readonly PlannedColumn[] }) {
  return plan.problems.map(({ columnId, error }) => {
    const words = errorText(error);
    const column = columns.find(({ id }) => id === columnId);
    return (
      <div key={columnId} className={styles.problem} role="alert">
        <Icon name="warning" size={15} />
        <div>
          <p className={styles.strong}>{t('compare-setup.problem', { name: column?.name ?? columnId })}</p>
          <p>{words.title}</p>
          <p>{words.nextStep}</p>
          <p>
            {t('compare-setup.problem-others')}{' '}
            <a href={formatRoute({ screen: 'library' })}>{t('compare-setup.problem-library')}</a>
          </p>
        </div>
      </div>
    );
  });
}
