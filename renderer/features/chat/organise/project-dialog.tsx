import { useId, useState, type FormEvent } from 'react';
import type { ConversationId } from '../../../../main/contract/ids.ts';
import { projectSchema, type Project } from '../../../../main/contract/organise.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useProjectCommands } from './use-project-commands.ts';
import styles from './organise.module.css';

type ProjectDialogProps = {
  /** Null makes one. */
  readonly project: Project | null;
  /** Go into it. */
  readonly conversationIds: readonly ConversationId[];
  readonly onClose: () => void;
};

/** A project's name and the system prompt that its conversations follow. */
export function ProjectDialog({ project, conversationIds, onClose }: ProjectDialogProps) {
  const { attempt } = useApp();
  const commands = useProjectCommands();
  const formId = useId();
  const promptId = useId();
  const [name, setName] = useState(project?.name ?? '');
  const [systemPrompt, setSystemPrompt] = useState(project?.systemPrompt ?? '');
  const parsed = projectSchema.pick({ name: true, systemPrompt: true }).safeParse({ name, systemPrompt });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!parsed.success) return;
    onClose();
    attempt(commands.save({ id: project?.id ?? null, ...parsed.data }, conversationIds));
  };
  return (
    <Dialog
      title={t(project === null ? 'organise.new-project-title' : 'organise.edit-project-title')}
      onClose={onClose}
      width="wide"
      footer={
        <>
          <Button onClick={onClose}>{t('organise.cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!parsed.success}>
            {t(project === null ? 'organise.create-project' : 'organise.save-project')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={save}>
        <TextField
          label={t('organise.project-name')}
          value={name}
          maxLength={200}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <div className={styles.prompt}>
          <label htmlFor={promptId} className={styles.label}>
            {t('organise.project-prompt')}
          </label>
          <textarea
            id={promptId}
            className={styles.textarea}
            rows={8}
            dir="auto"
            value={systemPrompt}
            aria-describedby={`${promptId}-hint`}
            onChange={(event) => setSystemPrompt(event.target.value)}
          />
          <p id={`${promptId}-hint`} className={styles.hint}>
            {t('organise.project-prompt-hint', { example: '{{date}}' })}
          </p>
        </div>
      </form>
    </Dialog>
  );
}
