import type { Conversation } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { openExport } from '../../../state/chat/exchange.ts';
import { useOrganiseSession } from '../../../state/chat/organise/organise-hooks.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import type { IconName } from '../../../ui/icon.tsx';
import { useConversationCommands } from '../use-conversation-commands.ts';
import styles from './bulk-bar.module.css';

type BulkBarProps = {
  readonly selected: readonly Conversation[];
  readonly onSelectAll: () => void;
  /** The bar goes, and the focus with it. */
  readonly onEnd: () => void;
};

type BulkAction = { readonly id: string; readonly label: string; readonly icon: IconName; readonly run: () => void };

/** What can be done with all selected conversations at once. */
export function BulkBar({ selected, onSelectAll, onEnd }: BulkBarProps) {
  const actions = useBulkActions(selected, onEnd);
  return (
    <div role="toolbar" aria-label={t('organise.bulk')} className={styles.bar}>
      <div className={styles.line}>
        <span className={styles.count} role="status">
          {t('organise.selected', { count: selected.length })}
        </span>
        <Button size="small" variant="quiet" onClick={onSelectAll}>
          {t('organise.select-all')}
        </Button>
        <IconButton size="small" icon="close" label={t('organise.end-selection')} tooltipSide="top" onClick={onEnd} />
      </div>
      <div className={styles.line}>
        {actions.map(({ id, label, icon, run }) => (
          <IconButton
            key={id}
            icon={icon}
            label={label}
            tooltipSide="top"
            disabled={selected.length === 0}
            onClick={run}
          />
        ))}
      </div>
    </div>
  );
}

function useBulkActions(selected: readonly Conversation[], onEnd: () => void): readonly BulkAction[] {
  const app = useApp();
  const { organising } = useOrganiseSession();
  const commands = useConversationCommands();
  const conversationIds = selected.map(({ id }) => id);
  const isArchived = selected.length > 0 && selected.every((conversation) => conversation.isArchived);
  return [
    {
      id: 'move',
      label: t('organise.move'),
      icon: 'folder',
      run: () => organising.set({ kind: 'move', conversationIds }),
    },
    {
      id: 'tags',
      label: t('organise.tags-menu'),
      icon: 'tag',
      run: () => organising.set({ kind: 'tags', conversationIds }),
    },
    {
      id: 'archive',
      label: t(isArchived ? 'organise.unarchive' : 'organise.archive'),
      icon: isArchived ? 'restore' : 'archive',
      run: () => {
        commands.setArchived(selected, !isArchived, null);
        onEnd();
      },
    },
    { id: 'export', label: t('export.menu'), icon: 'export', run: () => openExport(app, selected) },
    {
      id: 'delete',
      label: t('chat.delete'),
      icon: 'remove',
      run: () => {
        commands.removeAll(selected);
        onEnd();
      },
    },
  ];
}
