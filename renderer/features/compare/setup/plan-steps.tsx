import type { ComparePlan } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useModels } from '../../../state/hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { ModelMark } from '../contestant/model-mark.tsx';
import type { PlannedColumn } from './plan-panel.tsx';
import styles from './plan-panel.module.css';

type PlanStepsProps = { readonly plan: ComparePlan; readonly columns: readonly PlannedColumn[] };
type Step = ComparePlan['steps'][number];

/** What happens in which order: who answers together, what is loaded for it, what makes room. */
export function PlanSteps({ plan, columns }: PlanStepsProps) {
  const models = liveValue(useModels())?.models ?? [];
  const nameOf = (id: string): string => models.find((model) => model.id === id)?.facts.name ?? id;
  return (
    <ol className={styles.steps} aria-label={t('compare-setup.plan-steps')}>
      {plan.steps.map((step, place) => (
        // Steps have no identity but their order.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={place} className={styles.step}>
          <span aria-hidden="true" className={styles.number}>
            {place + 1}
          </span>
          <div>
            <ul className={styles.columns}>
              {step.columnIds.map((id) => (
                <ColumnName key={id} column={columns.find((column) => column.id === id)} />
              ))}
            </ul>
            <p className={styles.quiet}>{stepWords(step, nameOf)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function ColumnName({ column }: { readonly column: PlannedColumn | undefined }) {
  if (column === undefined) return null;
  return (
    <li className={styles.column}>
      <ModelMark modelId={column.modelId} />
      <bdi className={styles.name}>{column.name}</bdi>
    </li>
  );
}

function stepWords({ loads, unloadsIds, estimatedMs }: Step, nameOf: (id: string) => string): string {
  const memory = loads.filter(({ isLoaded }) => !isLoaded).reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
  return [
    ...(unloadsIds.length === 0
      ? []
      : [t('compare-setup.step-unloads', { names: [...new Set(unloadsIds.map(nameOf))].join(', ') })]),
    memory === 0 ? t('compare-setup.step-loaded') : t('compare-setup.step-loads', { memory }),
    ...(estimatedMs === null ? [] : [t('compare-setup.step-time', { time: estimatedMs / 1000 })]),
  ].join(' · ');
}
