import { memo, useRef, useState, type KeyboardEvent } from 'react';
import type { Conversation } from '../../../../main/contract/chat.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { formatRoute } from '../../../state/route.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { RenameField } from '../rename-field.tsx';
import { useConversationCommands } from '../use-conversation-commands.ts';
import styles from './conversation-row.module.css';

type ConversationRowProps = {
  readonly conversation: Conversation;
  /** What is shown instead when this one is deleted. */
  readonly next: Conversation | null;
  readonly isCurrent: boolean;
  readonly isTabStop: boolean;
  readonly isGenerating: boolean;
  readonly onMove: (event: KeyboardEvent) => void;
};

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, next, isCurrent, isTabStop, isGenerating, onMove } = props;
  const { title, isPinned } = conversation;
  const commands = useConversationCommands();
  const [isRenaming, setIsRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const endRenaming = (): void => {
    setIsRenaming(false);
    requestAnimationFrame(() => row.current?.querySelector('a')?.focus());
  };
  if (isRenaming) {
    return (
      <li ref={row} className={styles.row}>
        <RenameField title={title} onRename={(text) => commands.rename(conversation, text)} onDone={endRenaming} />
      </li>
    );
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2' || event.key === 'Delete') event.preventDefault();
    if (event.key === 'F2') setIsRenaming(true);
    else if (event.key === 'Delete') commands.remove(conversation, next);
    else onMove(event);
  };
  return (
    <li ref={row} className={classNames(styles.row, isCurrent && styles.current)}>
      <a
        href={formatRoute({ screen: 'chat', conversationId: conversation.id })}
        className={styles.link}
        aria-current={isCurrent ? 'page' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        title={`${title}\n${formatMoment(conversation.updatedAtMs)}`}
        draggable={false}
        onKeyDown={onKeyDown}
        onDoubleClick={() => setIsRenaming(true)}
      >
        <bdi className={styles.title}>{title}</bdi>
        {isGenerating ? (
          <>
            <span className={styles.pulse} aria-hidden="true" />
            <VisuallyHidden>{t('chat.row-generating')}</VisuallyHidden>
          </>
        ) : null}
        {isPinned && !isGenerating ? <Icon name="pin" size={13} className={styles.pin} /> : null}
      </a>
      <div className={styles.menu}>
        <MenuButton
          size="small"
          label={t('chat.row-menu', { title })}
          items={[
            {
              id: 'rename',
              label: t('chat.rename'),
              icon: 'rename',
              keys: ['F2'],
              onSelect: () => setIsRenaming(true),
            },
            {
              id: 'pin',
              label: t(isPinned ? 'chat.unpin' : 'chat.pin'),
              icon: isPinned ? 'unpin' : 'pin',
              onSelect: () => commands.togglePin(conversation),
            },
            {
              id: 'delete',
              label: t('chat.delete'),
              icon: 'remove',
              keys: ['Del'],
              isDangerous: true,
              startsGroup: true,
              onSelect: () => commands.remove(conversation, next),
            },
          ]}
        />
      </div>
    </li>
  );
});
