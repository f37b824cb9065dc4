import { useCallback } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import type { ReplyRecord } from '../../../../main/contract/context.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useAnswer } from '../../../state/use-answer.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import styles from './context-record-dialog.module.css';

type ContextRecordDialogProps = { readonly reply: Message; readonly onClose: () => void };

/** What of the conversation a reply saw, as it was recorded when it was made. */
export function ContextRecordDialog({ reply, onClose }: ContextRecordDialogProps) {
  const { client } = useApp();
  const ask = useCallback(
    (signal: AbortSignal) => client.chat.record.query({ messageId: reply.id }, { signal }),
    [client, reply.id],
  );
  const { state, retry } = useAnswer(ask);
  return (
    <Dialog
      title={t('context.record-title')}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      {state.status === 'waiting' ? (
        <div role="status" aria-busy="true" aria-label={t('context.record-loading')}>
          <Skeleton width="80%" />
        </div>
      ) : null}
      {state.status === 'failed' ? <ErrorPanel error={state.error} onRetry={retry} /> : null}
      {state.status === 'live' ? <RecordView record={state.value} /> : null}
    </Dialog>
  );
}

function RecordView({ record }: { readonly record: ReplyRecord | null }) {
  const context = record?.context ?? null;
  if (record === null || context === null) return <p>{t('context.record-none')}</p>;
  const { policy, contextSize, promptTokens, sentMessages, leftOut, summaryId } = context;
  return (
    <dl className={styles.facts}>
      <Fact name={t('context.record-sent')}>{formatNumber(sentMessages)}</Fact>
      <Fact name={t('context.record-left-out')}>
        {leftOut.map(({ from, to }) => t('context.record-range', { from: from + 1, to })).join(', ')}
        {summaryId === null ? null : <span className={styles.more}>{t('context.record-summary')}</span>}
      </Fact>
      <Fact name={t('context.record-prompt')}>{t('context.record-tokens', { count: promptTokens })}</Fact>
      <Fact name={t('context.record-size')}>{t('context.record-tokens', { count: contextSize })}</Fact>
      <Fact name={t('context.record-policy')}>{t(`context.policy-${policy}`)}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
