import { useState, type KeyboardEvent } from 'react';
import type { Conversation } from '../../../../main/contract/chat.ts';
import type { ProjectId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { useOrganiseSession, useProjects } from '../../../state/chat/organise/organise-hooks.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useConversationCommands } from '../use-conversation-commands.ts';
import styles from './organise.module.css';

type MoveDialogProps = { readonly conversations: readonly Conversation[]; readonly onClose: () => void };

/** Which project conversations belong to. A press moves them at once. */
export function MoveDialog({ conversations, onClose }: MoveDialogProps) {
  const projects = useProjects();
  const commands = useConversationCommands();
  const { organising } = useOrganiseSession();
  const [first] = conversations;
  const present = conversations.every(({ projectId }) => projectId === first?.projectId) ? first?.projectId : undefined;
  const move = (projectId: ProjectId | null, name: string | null): void => {
    onClose();
    if (projectId !== present) commands.setProject(conversations, projectId, name);
  };
  const makeProject = (): void =>
    organising.set({ kind: 'project', project: null, conversationIds: conversations.map(({ id }) => id) });
  const title =
    conversations.length === 1
      ? t('organise.move-title')
      : t('organise.move-several-title', { count: conversations.length });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button icon="folder-new" onClick={makeProject}>
            {t('organise.new-project')}
          </Button>
          <Button onClick={onClose}>{t('organise.cancel')}</Button>
        </>
      }
    >
      {conversations.length === 1 && first !== undefined ? <p className={styles.about}>{first.title}</p> : null}
      <div role="group" aria-label={t('organise.projects')} className={styles.places} onKeyDown={moveFocus}>
        <Place name={t('organise.no-project')} isLoose isPresent={present === null} onChoose={() => move(null, null)} />
        {projects.map(({ id, name }) => (
          <Place key={id} name={name} isPresent={present === id} onChoose={() => move(id, name)} />
        ))}
      </div>
    </Dialog>
  );
}

type PlaceProps = {
  readonly name: string;
  readonly isLoose?: boolean;
  readonly isPresent: boolean;
  readonly onChoose: () => void;
};

function Place({ name, isLoose = false, isPresent, onChoose }: PlaceProps) {
  const [isFocusedFirst] = useState(isPresent);
  return (
    <button
      type="button"
      className={styles.place}
      aria-pressed={isPresent}
      autoFocus={isFocusedFirst}
      onClick={onChoose}
    >
      <Icon name={isLoose ? 'chat' : 'folder-closed'} />
      <bdi className={styles.placeName}>{name}</bdi>
      {isPresent ? <Icon name="check" /> : null}
    </button>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.findIndex((button) => button === document.activeElement);
  all[(at + step + all.length) % all.length]?.focus();
}
