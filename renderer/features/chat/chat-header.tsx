import type { Conversation } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useOrganiseSession } from '../../state/chat/organise/organise-hooks.ts';
import { useShortcutCaps } from '../../state/hooks.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { TitleHeader } from '../../ui/title-header.tsx';
import { conversationItems } from './conversation-list/conversation-items.ts';
import { ConversationPlace } from './organise/conversation-place.tsx';
import { SettingsButton } from './settings/settings-button.tsx';
import { useConversationCommands } from './use-conversation-commands.ts';

type ChatHeaderProps = {
  readonly conversation: Conversation | null;
  /** What is shown instead when the conversation is deleted. */
  readonly next: Conversation | null;
  readonly isListOpen: boolean;
  readonly isRenaming: boolean;
  readonly onRenaming: (isRenaming: boolean) => void;
  readonly onShowList: () => void;
  readonly onNew: () => void;
};

/** The conversation's title and what can be done with it as a whole. */
export function ChatHeader(props: ChatHeaderProps) {
  const { conversation, next, isListOpen, isRenaming, onRenaming, onShowList, onNew } = props;
  const listKeys = useShortcutCaps('chat.toggle-list');
  const newKeys = useShortcutCaps('chat.new');
  const renameKeys = useShortcutCaps('chat.rename');
  const app = useApp();
  const commands = useConversationCommands();
  const session = useOrganiseSession();
  const title = conversation?.title ?? t('chat.new');
  return (
    <TitleHeader
      before={
        isListOpen ? null : (
          <>
            <IconButton
              data-list-toggle
              icon="panel-open"
              label={t('chat.list-show')}
              keys={listKeys}
              onClick={onShowList}
            />
            <IconButton icon="new-chat" label={t('chat.new')} keys={newKeys} onClick={onNew} />
          </>
        )
      }
      title={title}
      renaming={
        isRenaming && conversation !== null
          ? { title, onRename: (text) => commands.rename(conversation, text), onDone: () => onRenaming(false) }
          : null
      }
    >
      {conversation === null ? null : <ConversationPlace conversation={conversation} />}
      <SettingsButton />
      {conversation === null ? null : (
        <MenuButton
          label={t('chat.conversation-menu')}
          items={conversationItems({
            conversation,
            next,
            commands,
            session,
            app,
            onRename: () => onRenaming(true),
            renameKeys,
            deleteKeys: undefined,
            canSelect: false,
          })}
        />
      )}
    </TitleHeader>
  );
}
