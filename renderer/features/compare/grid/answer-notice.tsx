import type { Answer, Round } from '../../../../main/contract/compare.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { t, type PlainWordKey } from '../../../i18n/translate.ts';
import { useModels, useRuntime } from '../../../state/hooks.ts';
import { isLoadTrouble } from '../../../state/runtime/load-offers.ts';
import { liveValue } from '../../../state/stream.ts';
import { Button } from '../../../ui/button.tsx';
import { LoadHelp } from '../../../ui/load-trouble/load-help.tsx';
import { FailureNotice } from '../../../ui/notice/failure-notice.tsx';
import { NoticeActions } from '../../../ui/notice/notice-actions.tsx';
import { NoticeLine } from '../../../ui/notice/notice-line.tsx';
import type { AnswerCommands } from './answer-commands.ts';
import styles from './answer-notice.module.css';

type AnswerNoticeProps = {
  readonly answer: Answer;
  readonly roundId: Round['id'];
  readonly isVeiled: boolean;
  readonly isLast: boolean;
  readonly commands: AnswerCommands;
};

/** What happened to an answer that did not end by itself. The other columns go on all the same. */
export function AnswerNotice({ answer, roundId, isVeiled, isLast, commands }: AnswerNoticeProps) {
  if (answer.status === 'not-asked') {
    return (
      <NoticeLine words={t('compare.not-asked')}>
        <Button size="small" icon="play" onClick={() => commands.runMissing(roundId)}>
          {t('compare.ask-missing')}
        </Button>
      </NoticeLine>
    );
  }
  if (answer.error !== null || answer.status === 'failed') {
    const error = answer.error ?? { code: 'internal', params: { reference: 'answer' }, isRetryable: true };
    return <Fallen answer={answer} error={error} isVeiled={isVeiled} isLast={isLast} commands={commands} />;
  }
  const words = lineOf(answer);
  if (words === null) return null;
  return (
    <NoticeLine words={t(words)}>
      {!isVeiled && answer.text !== '' && answer.stopReason !== 'context-full' ? (
        <Button size="small" icon="play" onClick={() => commands.continueAnswer(answer.id)}>
          {t('message.continue')}
        </Button>
      ) : null}
    </NoticeLine>
  );
}

/** Null for an answer that ended as answers do. */
function lineOf({ status, stopReason, text }: Answer): PlainWordKey | null {
  if (status === 'stopped') return text === '' ? 'compare.notice-stopped-empty' : 'compare.notice-stopped';
  if (status === 'interrupted') return 'compare.notice-interrupted';
  if (stopReason === 'max-tokens') return 'compare.notice-max-tokens';
  if (stopReason === 'context-full') return 'compare.notice-context-full';
  return text.trim() === '' ? 'compare.notice-empty' : null;
}

type FallenProps = Omit<AnswerNoticeProps, 'roundId'> & { readonly error: AppErrorData };

function Fallen({ answer, error, isVeiled, isLast, commands }: FallenProps) {
  const retry = (): void => commands.regenerate(answer.id);
  return (
    <FailureNotice error={error} className={styles.panel}>
      {isVeiled ? null : (
        <NoticeActions>
          {isLast && isLoadTrouble(error) ? (
            <Help answer={answer} error={error} onRetry={retry} />
          ) : (
            <Retry onRetry={retry} />
          )}
        </NoticeActions>
      )}
    </FailureNotice>
  );
}

function Retry({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <Button size="small" icon="regenerate" onClick={onRetry}>
      {t('ui.retry')}
    </Button>
  );
}

type HelpProps = { readonly answer: Answer; readonly error: AppErrorData; readonly onRetry: () => void };

/** What helps a contestant that follows its model's own settings; with load settings of its own only another try does. */
function Help({ answer, error, onRetry }: HelpProps) {
  const setup = answer.contestant?.setup ?? null;
  const runtime = useRuntime(setup?.modelId ?? null);
  const model = liveValue(useModels())?.models.find(({ id }) => id === setup?.modelId) ?? null;
  const isDown = runtime?.state === 'failed' || runtime?.state === 'unloaded';
  const hasOwnLoad = setup !== null && Object.keys(setup.load).length > 0;
  if (model === null || model.isMissing || !isDown || hasOwnLoad) return <Retry onRetry={onRetry} />;
  return <LoadHelp model={model} error={error} onLoaded={onRetry} onRetry={onRetry} />;
}
