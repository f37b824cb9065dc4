import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { startChat } from '../../../state/start-chat.ts';
import { Button } from '../../../ui/button.tsx';
import { FailureNotice } from '../../../ui/notice/failure-notice.tsx';
import { NoticeActions } from '../../../ui/notice/notice-actions.tsx';
import { NoticeLine } from '../../../ui/notice/notice-line.tsx';
import { isLoadTrouble } from '../../../state/runtime/load-offers.ts';
import { OverflowHelp } from '../context/overflow-help.tsx';
import { noticeOf } from './notice-of.ts';
import { ReplyHelp } from './reply-help.tsx';

type ReplyNoticeProps = {
  readonly message: Message;
  readonly isBusy: boolean;
  /** Only the last reply offers to mend how its model runs: what was said further up is past. */
  readonly isLast: boolean;
  readonly onRetry: () => void;
  /** The model goes on from the words that are there. */
  readonly onContinue: () => void;
};

/** What happened to a reply that did not end by itself. Part of the conversation, so it is not an alert. */
export function ReplyNotice({ message, isBusy, isLast, onRetry, onContinue }: ReplyNoticeProps) {
  const app = useApp();
  const notice = noticeOf(message);
  if (notice === null) return null;
  const retry = (
    <Button size="small" icon="regenerate" onClick={onRetry} disabled={isBusy}>
      {t('ui.retry')}
    </Button>
  );
  const proceed = notice.canContinue ? (
    <Button size="small" icon="play" onClick={onContinue} disabled={isBusy}>
      {t('message.continue')}
    </Button>
  ) : null;
  const newChat = (
    <Button size="small" icon="new-chat" onClick={() => startChat(app)}>
      {t('chat.new')}
    </Button>
  );
  if (notice.type === 'line') {
    return (
      <NoticeLine words={t(notice.words)}>
        {proceed}
        {notice.canRetry ? retry : null}
        {notice.words === 'chat.notice-context-full' ? newChat : null}
      </NoticeLine>
    );
  }
  return (
    <FailureNotice error={notice.error}>
      {isLast && isLoadTrouble(notice.error) ? (
        <ReplyHelp message={message} error={notice.error} isBusy={isBusy} onRetry={onRetry} retry={retry} />
      ) : (
        <NoticeActions>
          {proceed}
          {/* The same conversation stays too long however often it is tried. */}
          {notice.error.code === 'context-overflow' ? newChat : retry}
          {isLast && notice.error.code === 'context-overflow' ? (
            <OverflowHelp message={message} isBusy={isBusy} onRetry={onRetry} />
          ) : null}
        </NoticeActions>
      )}
    </FailureNotice>
  );
}
