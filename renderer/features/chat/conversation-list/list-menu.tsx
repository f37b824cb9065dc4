import { t } from '../../../i18n/translate.ts';
import { useOrganiseSession, useTagsInUse } from '../../../state/chat/organise/organise-hooks.ts';
import { isSameTag } from '../../../state/chat/organise/list-view.ts';
import { beginSelection } from '../../../state/chat/organise/organise-session.ts';
import { useStore } from '../../../state/store.ts';
import { MenuButton } from '../../../ui/menu-button.tsx';
import type { MenuItem } from '../../../ui/menu.tsx';

const mostTags = 12;

/** What the list shows, and what is done with it as a whole. */
export function ListMenu() {
  const session = useOrganiseSession();
  const view = useStore(session.view);
  const tags = useTagsInUse();
  const items: readonly MenuItem[] = [
    {
      id: 'listed',
      label: t('organise.view-listed'),
      isChecked: !view.isArchive,
      onSelect: () => session.view.set((now) => ({ ...now, isArchive: false })),
    },
    {
      id: 'archive',
      label: t('organise.view-archive'),
      isChecked: view.isArchive,
      onSelect: () => session.view.set((now) => ({ ...now, isArchive: true })),
    },
    ...tags.slice(0, mostTags).map(({ tag }, index): MenuItem => {
      const isChecked = view.tag !== null && isSameTag(view.tag, tag);
      return {
        id: `tag-${tag}`,
        label: `#${tag}`,
        isChecked,
        startsGroup: index === 0,
        onSelect: () => session.view.set((now) => ({ ...now, tag: isChecked ? null : tag })),
      };
    }),
    {
      id: 'project',
      label: t('organise.new-project'),
      icon: 'folder-new',
      startsGroup: true,
      onSelect: () => session.organising.set({ kind: 'project', project: null, conversationIds: [] }),
    },
    {
      id: 'select',
      label: t('organise.select-several'),
      icon: 'select',
      onSelect: () => session.selection.set(beginSelection(null)),
    },
  ];
  return <MenuButton icon="filter" label={t('organise.list-menu')} items={items} />;
}
