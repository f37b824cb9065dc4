import { useCallback, useState } from 'react';
import type { ExportInput } from '../../../../main/contract/exchange.ts';
import type { ConversationId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useAnswer } from '../../../state/use-answer.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ExportChoices } from './export-choices.tsx';
import { ExportSummary } from './export-summary.tsx';
import { KeptFooter } from './kept-footer.tsx';
import { ProgressLine } from './progress-line.tsx';
import { useExportRun } from './use-export-run.ts';
import styles from './exchange.module.css';

type ExportDialogProps = {
  /** Null: everything. */
  readonly conversationIds: readonly ConversationId[] | null;
  /** Of a single conversation. */
  readonly title: string | null;
  readonly onClose: () => void;
};

const firstChoices = { format: 'markdown', branches: 'active', includesReasoning: false, ratings: 'not-down' } as const;

/** Conversations as a file: which format, what of them, and how much that will be before it is written. */
export function ExportDialog({ conversationIds, title, onClose }: ExportDialogProps) {
  const { client } = useApp();
  const [choices, setChoices] = useState<Omit<ExportInput, 'conversationIds'>>(firstChoices);
  const { format, branches, includesReasoning, ratings } = choices;
  const toInput = useCallback(
    (): ExportInput => ({
      format,
      branches,
      includesReasoning,
      ratings,
      conversationIds: conversationIds === null ? null : [...conversationIds],
    }),
    [branches, conversationIds, format, includesReasoning, ratings],
  );
  const ask = useCallback(
    (signal: AbortSignal) => client.exchange.plan.query(toInput(), { signal }),
    [client, toInput],
  );
  const { state, latest, retry } = useAnswer(ask);
  const { run, start, stop } = useExportRun(onClose);
  const plan = state.status === 'live' ? state.value : null;
  const isEmpty = plan !== null && (plan.conversations === 0 || plan.lines === 0);
  return (
    <Dialog
      title={t('export.title')}
      width="wide"
      onClose={onClose}
      footer={
        <KeptFooter stage={run.status}>
          {run.status === 'running' ? (
            <Button onClick={stop}>{t('export.stop')}</Button>
          ) : (
            <>
              <Button onClick={onClose}>{t('ui.cancel')}</Button>
              <Button
                variant="primary"
                icon="export"
                disabled={state.status === 'failed' || isEmpty}
                onClick={() => start(toInput())}
              >
                {t('export.go')}
              </Button>
            </>
          )}
        </KeptFooter>
      }
    >
      <div className={styles.body}>
        <p className={styles.what}>
          {title === null ? null : <bdi>{t('export.what-one', { title })}</bdi>}
          {title === null && conversationIds !== null ? t('export.what-some', { count: conversationIds.length }) : null}
          {conversationIds === null ? t('export.what-all') : null}
        </p>
        {run.status === 'running' ? (
          <ProgressLine
            label={run.isFetching ? t('export.fetching') : t('export.running', { done: run.done, total: run.total })}
            fraction={run.total === 0 ? null : run.done / run.total}
          />
        ) : (
          <>
            <ExportChoices
              choices={choices}
              onChange={(change) => setChoices((before) => ({ ...before, ...change }))}
            />
            {state.status === 'failed' ? <ErrorPanel error={state.error} onRetry={retry} /> : null}
            {state.status === 'failed' ? null : <ExportSummary plan={plan ?? latest} isCounting={plan === null} />}
          </>
        )}
        {run.status === 'failed' ? <ErrorPanel error={run.error} /> : null}
      </div>
    </Dialog>
  );
}
