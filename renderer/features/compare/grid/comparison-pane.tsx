import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { ComparisonId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useComparisonStore } from '../../../state/compare/comparison-hooks.ts';
import type { ComparisonState } from '../../../state/compare/comparison-state.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { DocumentTitle } from '../../../ui/document-title.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useVotingActions } from '../voting/use-voting-actions.ts';
import { comparisonTitle } from '../comparison-title.ts';
import { CompareComposer } from './compare-composer.tsx';
import { ComparisonHeader } from './comparison-header.tsx';
import { RoundsView } from './rounds-view.tsx';
import { useAnnounceRounds } from './use-announce-rounds.ts';
import { useCompareActions } from './use-compare-actions.ts';
import styles from './comparison-pane.module.css';

type ComparisonPaneProps = {
  readonly comparisonId: ComparisonId;
  /** The way to the other parts of the screen. */
  readonly sections: ReactNode;
};

/** The comparison that is open: its rounds, and the composer beneath. Keyed by the comparison. */
export function ComparisonPane({ comparisonId, sections }: ComparisonPaneProps) {
  const store = useComparisonStore(comparisonId);
  const status = useStore(store.shown, (state) => state.status);
  const comparison = useStore(store.shown, comparisonOf);
  const rounds = useStore(store.shown, (state) => (state.status === 'ready' ? state.rounds : null));
  const error = useStore(store.shown, (state) => (state.status === 'failed' ? state.error : null));
  const field = useRef<HTMLTextAreaElement>(null);
  const [isRenaming, setIsRenaming] = useState(false);
  const onRename = useCallback(() => setIsRenaming(true), []);
  useAnnounceRounds(store.shown);
  useCompareActions({ store, field, onRename });
  useVotingActions(store.shown);
  return (
    <section className={styles.pane} aria-label={t('compare.title')}>
      <DocumentTitle screen={comparison === null ? t('compare.title') : comparisonTitle(comparison)} />
      <ComparisonHeader
        comparison={comparison}
        sections={sections}
        isRenaming={isRenaming}
        onRenaming={setIsRenaming}
      />
      {status === 'loading' ? <PaneSkeleton /> : null}
      {error === null ? null : (
        <div className={styles.state}>
          <ErrorPanel error={error} onRetry={() => store.retry()} />
        </div>
      )}
      {status === 'deleted' ? <Deleted /> : null}
      {comparison === null || rounds === null ? null : (
        <>
          <RoundsView store={store} comparison={comparison} rounds={rounds} />
          <div className={styles.foot}>
            <CompareComposer comparison={comparison} rounds={rounds} field={field} />
          </div>
        </>
      )}
    </section>
  );
}

function comparisonOf(state: ComparisonState) {
  return state.status === 'ready' ? state.comparison : null;
}

function PaneSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-busy="true" aria-label={t('compare.loading')}>
      {[0, 1, 2].map((column) => (
        <div key={column} className={styles['skeleton-column']}>
          {['50%', '94%', '88%', '61%'].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Deleted() {
  const { router } = useApp();
  return (
    <EmptyState
      title={t('compare.deleted-title')}
      actions={
        <Button icon="compare" onClick={() => router.navigate({ screen: 'compare', comparisonId: null })}>
          {t('compare.new')}
        </Button>
      }
    >
      {t('compare.deleted-why')}
    </EmptyState>
  );
}
