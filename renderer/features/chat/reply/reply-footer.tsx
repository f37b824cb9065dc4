import type { Message, ReplyStats, StopReason } from '../../../../main/contract/chat.ts';
import { formatRate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import type { ReplyCommands } from './reply.tsx';
import { RatingButtons } from './rating-buttons.tsx';
import { SiblingNavigator } from './sibling-navigator.tsx';
import styles from './reply-footer.module.css';

type ReplyFooterProps = { readonly message: Message; readonly isBusy: boolean; readonly commands: ReplyCommands };

/** What can be done with a reply, and its figures. */
export function ReplyFooter({ message, isBusy, commands }: ReplyFooterProps) {
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
        disabled={isBusy}
        onClick={() => commands.regenerate(message.id)}
      />
      <RatingButtons message={message} />
      <MenuButton
        size="small"
        label={t('prompt.reply-menu')}
        placement="bottom-start"
        items={[
          { id: 'prompt', label: t('prompt.show'), icon: 'prompt', onSelect: () => commands.showPrompt(message) },
        ]}
      />
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
