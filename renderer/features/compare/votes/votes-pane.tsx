import { useState } from 'react';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { VoteLine } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';
import {
  matchingVotes,
  noVoteFilters,
  tagsOfVotes,
  type VoteFilters,
} from '../../../state/compare/voting/matching-votes.ts';
import { useVotingSession } from '../../../state/compare/voting/voting-session.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { ExportVotesDialog } from './export-votes-dialog.tsx';
import { ImportVotesButton } from './import-votes-button.tsx';
import { VoteFilterBar } from './vote-filter-bar.tsx';
import { VoteList } from './vote-list.tsx';
import styles from './votes.module.css';

/** Every vote: found again, tagged, taken back, out to files and in from them. */
export function VotesPane() {
  const { votes } = useVotingSession();
  const state = useStore(votes.store);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  if (state.status === 'waiting') return <Loading />;
  if (state.status === 'failed') {
    return (
      <div className={styles.pane}>
        <ErrorPanel className={styles.wide} error={state.error} onRetry={() => votes.retry()} />
      </div>
    );
  }
  const lines = state.value.votes;
  return (
    <div className={styles.pane}>
      {failure === null ? null : (
        <ErrorPanel className={styles.wide} error={failure} onDismiss={() => setFailure(null)} />
      )}
      {lines.length === 0 ? (
        <EmptyState title={t('votes.empty-title')} actions={<ImportVotesButton onFailure={setFailure} />}>
          {t('votes.empty-why')}
        </EmptyState>
      ) : (
        <Votes votes={lines} onFailure={setFailure} />
      )}
    </div>
  );
}

function Loading() {
  return (
    <div className={styles.pane} role="status" aria-busy="true" aria-label={t('votes.loading')}>
      <div className={styles.skeleton}>
        {['38%', '72%', '55%', '64%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </div>
  );
}

type VotesProps = {
  readonly votes: readonly VoteLine[];
  readonly onFailure: (error: AppErrorData | null) => void;
};

function Votes({ votes, onFailure }: VotesProps) {
  const [filters, setFilters] = useState<VoteFilters>(noVoteFilters);
  const [isExporting, setIsExporting] = useState(false);
  const tags = tagsOfVotes(votes);
  const shown = matchingVotes(votes, filters);
  const count = votes.length;
  return (
    <>
      <div className={styles.head}>
        <p className={styles.count} aria-live="polite">
          {shown.length === count ? t('votes.count', { count }) : t('votes.count-of', { shown: shown.length, count })}
        </p>
        <ImportVotesButton onFailure={onFailure} />
        <Button size="small" icon="export" onClick={() => setIsExporting(true)}>
          {t('votes.export')}
        </Button>
      </div>
      <VoteFilterBar filters={filters} tags={tags} onChange={setFilters} />
      {shown.length === 0 ? (
        <div className={styles.nothing}>
          <p>{t('votes.nothing')}</p>
          <Button size="small" onClick={() => setFilters(noVoteFilters)}>
            {t('votes.show-all')}
          </Button>
        </div>
      ) : (
        <VoteList votes={shown} />
      )}
      {isExporting ? <ExportVotesDialog tags={tags} tag={filters.tag} onClose={() => setIsExporting(false)} /> : null}
    </>
  );
}
