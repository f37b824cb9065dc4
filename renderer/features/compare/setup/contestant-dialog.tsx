import { useCallback, useState } from 'react';
import type { SystemPrompt } from '../../../../main/contract/chat-settings.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { useChatSettingsSession } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { PromptLibraryDialog } from '../../../ui/chat-settings/prompt-library-dialog.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ContestantForm } from './contestant-form.tsx';
import styles from './contestant-dialog.module.css';

type ContestantDialogProps = {
  readonly title: string;
  /** Its place among the contestants, 1 first. */
  readonly number: number;
  readonly setup: ContestantSetup;
  readonly note?: string;
  /** Of the button that takes the setup. */
  readonly doneLabel: string;
  readonly onDone: (setup: ContestantSetup) => void;
  readonly onClose: () => void;
};

/** One contestant being made or changed; nothing is taken over until that is asked for. */
export function ContestantDialog({ title, number, setup, note, doneLabel, onDone, onClose }: ContestantDialogProps) {
  const [draft, setDraft] = useState(setup);
  const { isPromptLibraryOpen } = useChatSettingsSession();
  const isLibraryOpen = useStore(isPromptLibraryOpen);
  const closeLibrary = useCallback(() => isPromptLibraryOpen.set(false), [isPromptLibraryOpen]);
  const take = ({ text }: SystemPrompt): void => {
    setDraft((before) => ({ ...before, systemPrompt: text }));
    closeLibrary();
  };
  return (
    <Dialog
      title={title}
      position="end"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('compare-setup.form-cancel')}</Button>
          <Button variant="primary" onClick={() => onDone(draft)}>
            {doneLabel}
          </Button>
        </>
      }
    >
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
      <ContestantForm setup={draft} number={number} onChange={setDraft} />
      {isLibraryOpen ? <PromptLibraryDialog onUse={take} onClose={closeLibrary} /> : null}
    </Dialog>
  );
}
