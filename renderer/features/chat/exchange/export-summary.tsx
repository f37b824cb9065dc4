import type { ExportPlan } from '../../../../main/contract/exchange.ts';
import { t } from '../../../i18n/translate.ts';
import { LeftOutList } from './left-out-list.tsx';
import styles from './exchange.module.css';

type ExportSummaryProps = {
  /** Null before anything was counted. */
  readonly plan: ExportPlan | null;
  readonly isCounting: boolean;
};

/** How much the file will hold, and what it will not. */
export function ExportSummary({ plan, isCounting }: ExportSummaryProps) {
  return (
    <div className={styles.summary}>
      <p role="status" aria-busy={isCounting} className={styles.counts}>
        {plan === null ? t('export.counting') : countsOf(plan)}
      </p>
      {plan === null ? null : <LeftOutList leftOut={plan.leftOut} />}
    </div>
  );
}

function countsOf({ conversations, messages, lines }: ExportPlan): string {
  if (lines === 0) return t('export.no-lines');
  if (conversations === 0) return t('export.nothing');
  const parts = [t('export.conversations', { count: conversations }), t('export.messages', { count: messages })];
  return [...(lines === null ? [] : [t('export.lines', { count: lines })]), ...parts].join(' · ');
}
