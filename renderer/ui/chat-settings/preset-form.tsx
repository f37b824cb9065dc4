import { useState, type FormEvent } from 'react';
import type { ChatPreset, ChatSettingsPatch } from '../../../main/contract/chat-settings.ts';
import { toAppError } from '../../api/to-app-error.ts';
import { errorText } from '../../i18n/error-text.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { Button } from '../button.tsx';
import { TextField } from '../text-field.tsx';
import { usePresetCommands } from './use-preset-commands.ts';
import styles from './settings.module.css';

type PresetFormProps = {
  /** Null: these settings get a name for the first time. */
  readonly preset: ChatPreset | null;
  readonly settings: ChatSettingsPatch;
  readonly onDone: () => void;
};

/** Gives settings a name, or a preset another one. */
export function PresetForm({ preset, settings, onDone }: PresetFormProps) {
  const app = useApp();
  const commands = usePresetCommands();
  const [name, setName] = useState(preset?.name ?? '');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    commands.save({ id: preset?.id ?? null, name: name.trim(), settings: preset?.settings ?? settings }).then(
      (saved) => {
        app.announce(t('chat-settings.preset-saved', { name: saved.name }));
        onDone();
      },
      (failure: unknown) => {
        const problem = toAppError(failure);
        const isTaken = problem.code === 'settings-invalid' && problem.params['field'] === 'name';
        setError(isTaken ? t('chat-settings.preset-taken') : errorText(problem).title);
      },
    );
  };
  return (
    <form className={styles.naming} onSubmit={submit}>
      <TextField
        label={t('chat-settings.preset-name')}
        isLabelHidden
        autoFocus
        maxLength={80}
        placeholder={t('chat-settings.preset-name')}
        value={name}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          onDone();
        }}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('chat-settings.preset-save-now')}
      </Button>
      <Button variant="quiet" onClick={onDone}>
        {t('ui.cancel')}
      </Button>
    </form>
  );
}
