import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { ConversationGroup } from '../../../state/chat/group-conversations.ts';
import { withProjectToggled } from '../../../state/chat/organise/list-view.ts';
import { useOrganiseSession } from '../../../state/chat/organise/organise-hooks.ts';
import { startChat } from '../../../state/start-chat.ts';
import { Icon } from '../../../ui/icon.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { useProjectCommands } from '../organise/use-project-commands.ts';
import styles from './conversation-list.module.css';

/** What a group of the list is called. */
export function groupName({ name, project }: ConversationGroup): string {
  return name === 'project' ? (project?.name ?? '') : t(`chat.group-${name}`);
}

/** The line above a group; a project's folds its conversations away. */
export function GroupHead({ group }: { readonly group: ConversationGroup }) {
  const { project, isOpen, conversations } = group;
  if (project === null) return <h3 className={styles.groupName}>{groupName(group)}</h3>;
  return (
    <div className={styles.project}>
      <ProjectToggle group={group} isOpen={isOpen} count={conversations.length} />
      <ProjectMenu group={group} />
    </div>
  );
}

type ProjectToggleProps = { readonly group: ConversationGroup; readonly isOpen: boolean; readonly count: number };

function ProjectToggle({ group, isOpen, count }: ProjectToggleProps) {
  const { view } = useOrganiseSession();
  const { project } = group;
  return (
    <h3 className={styles.projectName}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        title={project?.name}
        onClick={() => view.set((now) => withProjectToggled(now, project?.id ?? ''))}
      >
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={13} />
        <Icon name={isOpen ? 'folder' : 'folder-closed'} size={14} />
        <bdi className={styles.projectTitle}>{project?.name}</bdi>
        <span className={styles.count} aria-hidden="true">
          {count}
        </span>
        <VisuallyHidden>{t('organise.project-count', { count })}</VisuallyHidden>
      </button>
    </h3>
  );
}

function ProjectMenu({ group: { project } }: { readonly group: ConversationGroup }) {
  const app = useApp();
  const session = useOrganiseSession();
  const commands = useProjectCommands();
  if (project === null) return null;
  return (
    <div className={styles.projectMenu}>
      <MenuButton
        size="small"
        label={t('organise.project-menu', { name: project.name })}
        items={[
          {
            id: 'new',
            label: t('organise.new-chat-here'),
            icon: 'new-chat',
            onSelect: () => startChat(app, project.id),
          },
          {
            id: 'edit',
            label: t('organise.edit-project'),
            icon: 'rename',
            onSelect: () => session.organising.set({ kind: 'project', project, conversationIds: [] }),
          },
          {
            id: 'delete',
            label: t('organise.delete-project'),
            icon: 'remove',
            isDangerous: true,
            startsGroup: true,
            onSelect: () => commands.remove(project),
          },
        ]}
      />
    </div>
  );
}
