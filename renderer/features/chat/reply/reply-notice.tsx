import type { Message } from '../../../../main/contract/chat.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { startChat } from '../../../state/start-chat.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { isLoadTrouble } from '../../../state/runtime/load-offers.ts';
import { OverflowHelp } from '../context/overflow-help.tsx';
import { noticeOf } from './notice-of.ts';
import { ReplyHelp } from './reply-help.tsx';
import styles from './reply-notice.module.css';

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
      <div className={styles.line}>
        <span>{t(notice.words)}</span>
        {proceed}
        {notice.canRetry ? retry : null}
        {notice.words === 'chat.notice-context-full' ? newChat : null}
      </div>
    );
  }
  const words = errorText(notice.error);
  return (
    <div className={styles.panel} role="group" aria-label={words.title}>
      <Icon name="warning" className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>{words.title}</p>
        <p className={styles.explanation}>{words.explanation}</p>
        <p>{words.nextStep}</p>
        {isLast && isLoadTrouble(notice.error) ? (
          <ReplyHelp message={message} error={notice.error} isBusy={isBusy} onRetry={onRetry} retry={retry} />
        ) : (
          <div className={styles.actions}>
            {proceed}
            {/* The same conversation stays too long however often it is tried. */}
            {notice.error.code === 'context-overflow' ? newChat : retry}
            {isLast && notice.error.code === 'context-overflow' ? (
              <OverflowHelp message={message} isBusy={isBusy} onRetry={onRetry} />
            ) : null}
          </div>
        )}
      </div>
    </div>
  );
}
