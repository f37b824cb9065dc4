import { useRef, useState } from 'react';
import type { SystemPrompt } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useChatLibrary } from '../../state/chat/settings/chat-settings-hooks.ts';
import { freeName } from '../../state/chat/settings/prompt-names.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { IconButton } from '../icon-button.tsx';
import { TextField } from '../text-field.tsx';
import { PromptDraft } from './prompt-draft.tsx';
import { PromptList } from './prompt-list.tsx';
import styles from './prompt-library.module.css';

type PromptLibraryDialogProps = {
  /** Puts the text into the open chat; null where none is open. */
  readonly onUse: ((prompt: SystemPrompt) => void) | null;
  readonly onClose: () => void;
};

/** `new`: one that is being written and was never saved. */
type Chosen = SystemPrompt['id'] | 'new' | null;

/** Every system prompt a person keeps: find, write, change, copy, delete, use. */
export function PromptLibraryDialog({ onUse, onClose }: PromptLibraryDialogProps) {
  const { client, attempt } = useApp();
  const prompts = useChatLibrary()?.systemPrompts ?? [];
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Chosen>(null);
  const [removed, setRemoved] = useState<SystemPrompt | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const current = prompts.find(({ id }) => id === chosen) ?? null;
  const duplicate = async (prompt: SystemPrompt): Promise<void> => {
    const name = freeName(prompt.name, prompts);
    const copy = await client.chatSettings.savePrompt.mutate({ id: null, name, text: prompt.text });
    setChosen(copy.id);
  };
  const remove = async (prompt: SystemPrompt): Promise<void> => {
    await client.chatSettings.removePrompt.mutate({ id: prompt.id });
    setRemoved(prompt);
    setChosen(null);
    requestAnimationFrame(() => undo.current?.focus());
  };
  const restore = async ({ id, name, text }: SystemPrompt): Promise<void> => {
    await client.chatSettings.savePrompt.mutate({ id, name, text });
    setRemoved(null);
    setChosen(id);
  };
  return (
    <Dialog title={t('chat-settings.library-title')} width="broad" onClose={onClose}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('chat-settings.library-title')}</h2>
        <Button size="small" icon="plus" onClick={() => setChosen('new')}>
          {t('chat-settings.library-new')}
        </Button>
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </div>
      <div className={styles.columns}>
        <div className={styles.side}>
          <TextField
            isLabelHidden
            type="search"
            icon="search"
            label={t('chat-settings.library-search')}
            placeholder={t('chat-settings.library-search')}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <PromptList prompts={prompts} query={query} chosenId={current?.id ?? null} onChoose={setChosen} />
          {removed === null ? null : (
            <div className={styles.removed} role="status">
              <span>{t('chat-settings.library-deleted', { name: removed.name })}</span>
              <Button ref={undo} size="small" onClick={() => attempt(restore(removed))}>
                {t('ui.undo')}
              </Button>
            </div>
          )}
        </div>
        {current === null && chosen !== 'new' ? (
          <p className={styles.pick}>{t('chat-settings.library-pick')}</p>
        ) : (
          <PromptDraft
            key={current?.id ?? 'new'}
            prompt={current}
            onSaved={({ id }) => setChosen(id)}
            onUse={onUse}
            onDuplicate={(prompt) => attempt(duplicate(prompt))}
            onRemove={(prompt) => attempt(remove(prompt))}
          />
        )}
      </div>
    </Dialog>
  );
}
