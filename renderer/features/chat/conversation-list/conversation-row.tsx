import { memo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Conversation } from '../../../../main/contract/chat.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useOrganiseSession } from '../../../state/chat/organise/organise-hooks.ts';
import { formatRoute } from '../../../state/route.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { RenameField } from '../../../ui/rename-field.tsx';
import { useConversationCommands } from '../use-conversation-commands.ts';
import { conversationItems } from './conversation-items.ts';
import styles from './conversation-row.module.css';

type ConversationRowProps = {
  readonly conversation: Conversation;
  /** What is shown instead when this one is deleted. */
  readonly next: Conversation | null;
  readonly isCurrent: boolean;
  readonly isTabStop: boolean;
  readonly isGenerating: boolean;
  /** Its place in its group, 1 first, and how many the group has: not all of them are drawn. */
  readonly place: number;
  readonly count: number;
  /** Pressed with a key that selects. */
  readonly onSelect: (id: string, isRange: boolean) => void;
};

export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, next, isCurrent, isTabStop, isGenerating, place, count, onSelect } = props;
  const { id, title, isPinned, tags } = conversation;
  const commands = useConversationCommands();
  const session = useOrganiseSession();
  const app = useApp();
  const [isRenaming, setIsRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const endRenaming = (): void => {
    setIsRenaming(false);
    requestAnimationFrame(() => row.current?.querySelector('a')?.focus());
  };
  if (isRenaming) {
    return (
      <li ref={row} className={styles.row} data-row={id} aria-posinset={place} aria-setsize={count}>
        <RenameField title={title} onRename={(text) => commands.rename(conversation, text)} onDone={endRenaming} />
      </li>
    );
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') setIsRenaming(true);
    else if (event.key === 'Delete') commands.remove(conversation, next);
    else if (event.key === ' ') onSelect(id, event.shiftKey);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
    event.preventDefault();
    onSelect(id, event.shiftKey);
  };
  return (
    <li
      ref={row}
      className={classNames(styles.row, isCurrent && styles.current)}
      data-row={id}
      aria-posinset={place}
      aria-setsize={count}
    >
      <a
        href={formatRoute({ screen: 'chat', conversationId: id })}
        className={styles.link}
        data-conversation={id}
        aria-current={isCurrent ? 'page' : undefined}
        tabIndex={isTabStop ? 0 : -1}
        title={[title, formatMoment(conversation.updatedAtMs), tags.map((tag) => `#${tag}`).join(' ')]
          .filter((line) => line !== '')
          .join('\n')}
        draggable={false}
        onKeyDown={onKeyDown}
        onClick={onClick}
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
          items={conversationItems({
            conversation,
            next,
            commands,
            session,
            app,
            onRename: () => setIsRenaming(true),
            renameKeys: ['F2'],
            deleteKeys: ['Del'],
            canSelect: true,
          })}
        />
      </div>
    </li>
  );
});
