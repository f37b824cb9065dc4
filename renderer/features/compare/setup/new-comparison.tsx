import { columnLimits } from '../../../../main/contract/contestants.ts';
import type { ComparePlan } from '../../../../main/contract/compare.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { firstTwins } from '../../../state/compare/setup/line-up.ts';
import { useSetupsPlan } from '../../../state/compare/setup/plan-hooks.ts';
import { useLineUp, useSetupSession, type EditedLineUp } from '../../../state/compare/setup/setup-hooks.ts';
import type { SetupOptions } from '../../../state/compare/setup/setup-session.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { ComparisonOptions } from './comparison-options.tsx';
import { EntrantList } from './entrant-list.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { SourceNote } from './source-note.tsx';
import { useEntrantCommands } from './use-entrant-commands.ts';
import { usePlannedColumns } from './use-planned-columns.ts';
import { useStartComparison } from './use-start-comparison.ts';
import { WayPicker } from './way-picker.tsx';
import styles from './setup-pane.module.css';

type NewComparisonProps = { readonly ranked: readonly Model[] };

/** A comparison before it begins: who takes part, how it is judged, how it would run. */
export function NewComparison({ ranked }: NewComparisonProps) {
  const edited = useLineUp(ranked, t('compare-setup.example-prompt'));
  const { lineUp, choose } = edited;
  const { options } = useSetupSession();
  const chosen = useStore(options);
  const setups = lineUp.entrants.map(({ setup }) => setup);
  const { start, isStarting } = useStartComparison(lineUp, chosen);
  const plan = useSetupsPlan(setups, chosen.timing);
  const columns = usePlannedColumns(lineUp, ranked);
  const isReady = setups.length >= columnLimits.least;
  return (
    <>
      <div className={styles.scroll}>
        <div className={styles.content}>
          <header>
            <h2 className={styles.title}>{t('compare-setup.title')}</h2>
            <p className={styles.why}>{t('compare-setup.why')}</p>
          </header>
          <SourceNote />
          <WayPicker way={lineUp.way} ranked={ranked} onChoose={choose} />
          <div className={styles.sides}>
            <Contestants edited={edited} ranked={ranked} />
            <div className={styles.side}>
              <ComparisonOptions
                {...chosen}
                onChange={(change) => options.set((before) => ({ ...before, ...change }))}
              />
              {isReady ? <PlanPanel answer={plan} columns={columns} /> : null}
            </div>
          </div>
        </div>
      </div>
      <footer className={styles.foot}>
        <div className={styles.start}>
          <Button variant="primary" size="large" disabled={!isReady || isStarting} onClick={start}>
            {t(isStarting ? 'compare-setup.starting' : 'compare-setup.start')}
          </Button>
          <span className={styles.summary}>{summaryOf(setups.length, chosen, plan.latest)}</span>
        </div>
      </footer>
    </>
  );
}

function summaryOf(count: number, { mode, timing }: SetupOptions, plan: ComparePlan | null): string {
  const howRun = timing === 'fair' ? 'fair' : (plan?.mode ?? null);
  return [
    t('compare-setup.summary-contestants', { count }),
    t(`compare-setup.summary-${mode}`),
    ...(howRun === null ? [] : [t(`compare-setup.summary-${howRun}`)]),
  ].join(' · ');
}

type PartProps = NewComparisonProps & { readonly edited: EditedLineUp };

function Contestants({ edited, ranked }: PartProps) {
  const commands = useEntrantCommands(edited, ranked);
  const [one, other] = firstTwins(edited.lineUp.entrants.map(({ setup }) => setup)) ?? [];
  return (
    <div className={styles.contestants}>
      <EntrantList lineUp={edited.lineUp} commands={commands} />
      {one === undefined || other === undefined ? null : (
        <p className={styles.twins} role="status">
          {t('compare-setup.twins', { one: one + 1, other: other + 1 })}
        </p>
      )}
    </div>
  );
}
