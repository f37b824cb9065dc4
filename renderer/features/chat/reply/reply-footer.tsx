import type { Message, ReplyStats, StopReason } from '../../../../main/contract/chat.ts';
import { formatRate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { MessageCommands } from './message-commands.ts';
import { MessageMenu } from './message-menu.tsx';
import { RatingButtons } from './rating-buttons.tsx';
import { SiblingNavigator } from '../../../ui/reply/sibling-navigator.tsx';
import styles from './reply-footer.module.css';

type ReplyFooterProps = {
  readonly message: Message;
  readonly isBusy: boolean;
  readonly isLast: boolean;
  readonly commands: MessageCommands;
};

/** What can be done with a reply, and its figures. */
export function ReplyFooter({ message, isBusy, isLast, commands }: ReplyFooterProps) {
  const { stats } = message;
  return (
    <div className={styles.footer}>
      <SiblingNavigator
        id={message.id}
        siblingIds={message.siblingIds}
        isDisabled={isBusy}
        onSelect={commands.selectBranch}
      />
      <CopyButton label={t('ui.copy')} text={() => message.text} />
      <IconButton
        size="small"
        icon="regenerate"
        label={t('chat.regenerate')}
        disabled={isBusy || message.parentId === null}
        onClick={() => commands.regenerate(message.id)}
      />
      <IconButton
        data-edit
        size="small"
        icon="rename"
        label={t('message.edit')}
        onClick={() => commands.edit(message)}
      />
      <RatingButtons message={message} />
      <MessageMenu message={message} isBusy={isBusy} isLast={isLast} commands={commands} />
      <ul className={styles.figures} title={stats === null ? undefined : detailOf(stats)}>
        {figuresOf(stats, message.stopReason).map((figure) => (
          <li key={figure}>{figure}</li>
        ))}
      </ul>
    </div>
  );
}

function figuresOf(stats: ReplyStats | null, stopReason: StopReason | null): readonly string[] {
  const figures: string[] = [];
  if (stats?.replyTokensPerSecond) figures.push(formatRate(stats.replyTokensPerSecond));
  if (stats && stats.firstTokenMs !== null)
    figures.push(t('chat.figure-first-token', { duration: stats.firstTokenMs }));
  if (stats) figures.push(t('chat.figure-tokens', { count: stats.replyTokens }));
  if (stopReason !== null) figures.push(t(`chat.stop-reason-${stopReason}`));
  return figures;
}

function detailOf({ promptTokens, reusedTokens, loadMs }: ReplyStats): string {
  return t('chat.figure-detail', { prompt: promptTokens, reused: reusedTokens, load: loadMs });
}
