import type { Conversation } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import type { AppServices } from '../../../state/app-services.ts';
import { openExport } from '../../../state/chat/exchange.ts';
import { startComparison } from '../../../state/compare/setup/comparison-source.ts';
import { beginSelection, type OrganiseSession } from '../../../state/chat/organise/organise-session.ts';
import type { MenuItem } from '../../../ui/menu.tsx';
import type { ConversationCommands } from '../use-conversation-commands.ts';

export type ConversationItemContext = {
  readonly conversation: Conversation;
  /** What is shown instead when this one goes. */
  readonly next: Conversation | null;
  readonly commands: ConversationCommands;
  readonly session: OrganiseSession;
  readonly app: AppServices;
  readonly onRename: () => void;
  readonly renameKeys: readonly string[] | undefined;
  readonly deleteKeys: readonly string[] | undefined;
  /** In the list, where several can be chosen. */
  readonly canSelect: boolean;
};

type MakeItem = (context: ConversationItemContext) => MenuItem | null;

const renameItem: MakeItem = ({ onRename, renameKeys }) => ({
  id: 'rename',
  label: t('chat.rename'),
  icon: 'rename',
  keys: renameKeys,
  onSelect: onRename,
});

const retitleItem: MakeItem = ({ conversation, commands }) => ({
  id: 'retitle',
  label: t('organise.retitle'),
  icon: 'title',
  onSelect: () => commands.retitle(conversation),
});

const pinItem: MakeItem = ({ conversation, commands }) => ({
  id: 'pin',
  label: t(conversation.isPinned ? 'chat.unpin' : 'chat.pin'),
  icon: conversation.isPinned ? 'unpin' : 'pin',
  startsGroup: true,
  onSelect: () => commands.togglePin(conversation),
});

const moveItem: MakeItem = ({ conversation, session }) => ({
  id: 'move',
  label: t('organise.move'),
  icon: 'folder',
  onSelect: () => session.organising.set({ kind: 'move', conversationIds: [conversation.id] }),
});

const tagsItem: MakeItem = ({ conversation, session }) => ({
  id: 'tags',
  label: t('organise.tags-menu'),
  icon: 'tag',
  onSelect: () => session.organising.set({ kind: 'tags', conversationIds: [conversation.id] }),
});

const archiveItem: MakeItem = ({ conversation, next, commands }) => ({
  id: 'archive',
  label: t(conversation.isArchived ? 'organise.unarchive' : 'organise.archive'),
  icon: conversation.isArchived ? 'restore' : 'archive',
  onSelect: () => commands.setArchived([conversation], !conversation.isArchived, next),
});

const compareItem: MakeItem = ({ conversation, app }) => ({
  id: 'compare',
  label: t('compare-history.open-as'),
  icon: 'compare',
  startsGroup: true,
  onSelect: () => startComparison(app, conversation),
});

const exportItem: MakeItem = ({ conversation, app }) => ({
  id: 'export',
  label: t('export.menu'),
  icon: 'export',
  onSelect: () => openExport(app, [conversation]),
});

const selectItem: MakeItem = ({ conversation, session, canSelect }) =>
  canSelect
    ? {
        id: 'select',
        label: t('organise.select'),
        icon: 'select',
        onSelect: () => session.selection.set(beginSelection(conversation.id)),
      }
    : null;

const deleteItem: MakeItem = ({ conversation, next, commands, deleteKeys }) => ({
  id: 'delete',
  label: t('chat.delete'),
  icon: 'remove',
  keys: deleteKeys,
  isDangerous: true,
  startsGroup: true,
  onSelect: () => commands.remove(conversation, next),
});

/** In the order of the menu, in the list and in the header. */
const makers: readonly MakeItem[] = [
  renameItem,
  retitleItem,
  pinItem,
  moveItem,
  tagsItem,
  archiveItem,
  compareItem,
  exportItem,
  selectItem,
  deleteItem,
];

/** What a person can do with a conversation as a whole. */
export function conversationItems(context: ConversationItemContext): readonly MenuItem[] {
  return makers.flatMap((make) => make(context) ?? []);
}
