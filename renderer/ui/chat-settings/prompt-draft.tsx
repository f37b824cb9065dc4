import { useState, type FormEvent } from 'react';
import { noOwnChatSettings, type SystemPrompt } from '../../../main/contract/chat-settings.ts';
import { toAppError } from '../../api/to-app-error.ts';
import { errorText } from '../../i18n/error-text.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { nameFrom } from '../../state/chat/settings/prompt-names.ts';
import { Button } from '../button.tsx';
import { TextField } from '../text-field.tsx';
import { PromptField } from './prompt-field.tsx';
import { usePromptPreview } from './use-prompt-preview.ts';
import styles from './prompt-library.module.css';

type PromptDraftProps = {
  /** Null: one that was never saved. */
  readonly prompt: SystemPrompt | null;
  readonly onSaved: (prompt: SystemPrompt) => void;
  readonly onUse: ((prompt: SystemPrompt) => void) | null;
  readonly onDuplicate: (prompt: SystemPrompt) => void;
  readonly onRemove: (prompt: SystemPrompt) => void;
};

/** One system prompt being read or written. */
export function PromptDraft({ prompt, onSaved, onUse, onDuplicate, onRemove }: PromptDraftProps) {
  const { client, announce } = useApp();
  const [name, setName] = useState(prompt?.name ?? '');
  const [text, setText] = useState(prompt?.text ?? '');
  const [error, setError] = useState<string | null>(null);
  const isChanged = name !== (prompt?.name ?? '') || text !== (prompt?.text ?? '');
  const save = async (): Promise<SystemPrompt | null> => {
    try {
      const wanted = name.trim() === '' ? nameFrom(text) : name.trim();
      const saved = await client.chatSettings.savePrompt.mutate({ id: prompt?.id ?? null, name: wanted, text });
      setName(saved.name);
      announce(t('chat-settings.library-saved', { name: saved.name }));
      onSaved(saved);
      return saved;
    } catch (failure) {
      const problem = toAppError(failure);
      const isTaken = problem.code === 'settings-invalid' && problem.params['field'] === 'name';
      setError(isTaken ? t('chat-settings.library-taken') : errorText(problem).title);
      return null;
    }
  };
  const use = async (): Promise<void> => {
    const saved = isChanged || prompt === null ? await save() : prompt;
    if (saved !== null) onUse?.(saved);
  };
  return (
    <form
      className={styles.draft}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        label={t('chat-settings.library-name')}
        autoFocus={prompt === null}
        placeholder={nameFrom(text)}
        maxLength={200}
        value={name}
        error={error}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
      <PromptField text={text} label={t('chat-settings.library-text')} onChange={setText} />
      <FoundVariables text={text} />
      <div className={styles.actions}>
        {prompt === null ? null : (
          <>
            <Button size="small" variant="quiet" onClick={() => onDuplicate(prompt)}>
              {t('chat-settings.library-duplicate')}
            </Button>
            <Button size="small" variant="quiet" onClick={() => onRemove(prompt)}>
              {t('chat-settings.library-delete')}
            </Button>
          </>
        )}
        <span className={styles.state}>{isChanged ? t('chat-settings.library-changed') : null}</span>
        <Button type="submit" size="small" disabled={!isChanged || text.trim() === ''}>
          {t('chat-settings.library-save')}
        </Button>
        {onUse === null ? null : (
          <Button size="small" variant="primary" disabled={text.trim() === ''} onClick={() => void use()}>
            {t('chat-settings.library-use')}
          </Button>
        )}
      </div>
    </form>
  );
}

function FoundVariables({ text }: { readonly text: string }) {
  const names = (usePromptPreview(text, noOwnChatSettings.variables, null)?.variables ?? []).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <p className={styles.note}>
      {t('chat-settings.library-variables', { count: names.length, names: names.join(', ') })}
    </p>
  );
}
