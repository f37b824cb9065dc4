import type { Conversation } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { useOrganiseSession, useProject } from '../../../state/chat/organise/organise-hooks.ts';
import { Icon } from '../../../ui/icon.tsx';
import styles from './conversation-place.module.css';

const mostTags = 2;

/** Where the open conversation is kept: its project and its tags; a press changes them. */
export function ConversationPlace({ conversation }: { readonly conversation: Conversation }) {
  const { id, projectId, tags, isArchived } = conversation;
  const { organising } = useOrganiseSession();
  const project = useProject(projectId);
  if (project === null && tags.length === 0 && !isArchived) return null;
  const more = tags.length - mostTags;
  return (
    <div className={styles.place}>
      {isArchived ? (
        <span className={styles.chip}>
          <Icon name="archive" size={13} />
          {t('chat.group-archived')}
        </span>
      ) : null}
      {project === null ? null : (
        <button
          type="button"
          className={styles.chip}
          aria-label={t('organise.in-project', { name: project.name })}
          title={t('organise.in-project', { name: project.name })}
          onClick={() => organising.set({ kind: 'move', conversationIds: [id] })}
        >
          <Icon name="folder-closed" size={13} />
          <bdi className={styles.name}>{project.name}</bdi>
        </button>
      )}
      {tags.length === 0 ? null : (
        <button
          type="button"
          className={styles.chip}
          aria-label={t('organise.tagged', { tags: tags.join(', ') })}
          title={t('organise.tagged', { tags: tags.join(', ') })}
          onClick={() => organising.set({ kind: 'tags', conversationIds: [id] })}
        >
          <Icon name="tag" size={13} />
          <bdi className={styles.name}>{tags.slice(0, mostTags).join(', ')}</bdi>
          {more > 0 ? <span className={styles.more}>{t('organise.more-tags', { count: more })}</span> : null}
        </button>
      )}
    </div>
  );
}
