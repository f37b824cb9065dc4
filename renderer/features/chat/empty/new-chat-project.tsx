import { t } from '../../../i18n/translate.ts';
import { useNewChatProject, useOrganiseSession } from '../../../state/chat/organise/organise-hooks.ts';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import styles from './new-chat-project.module.css';

/** Which project the chat that has not begun goes into. */
export function NewChatProject() {
  const project = useNewChatProject();
  const { newChatProjectId } = useOrganiseSession();
  if (project === null) return null;
  return (
    <p className={styles.project}>
      <Icon name="folder" size={15} />
      <span>{t('organise.begins-in', { name: project.name })}</span>
      <IconButton
        size="small"
        icon="close"
        label={t('organise.begin-outside')}
        onClick={() => newChatProjectId.set(null)}
      />
    </p>
  );
}
