import { useId, useState, type KeyboardEvent } from 'react';
import type { DraftKey } from '../../../main/contract/drafts.ts';
import type { ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { matchingShelf } from '../../state/shelf/matching-shelf.ts';
import { putIntoDraft } from '../../state/shelf/put-into-draft.ts';
import { useShelf } from '../../state/shelf/shelf.ts';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { FillDialog } from './fill-dialog.tsx';
import { hasVariables } from './has-variables.ts';
import { ShelfList } from './shelf-list.tsx';
import styles from './shelf.module.css';

type ShelfPickerProps = {
  /** Where the prompt and its files go. */
  readonly draftKey: DraftKey;
  /** Also once a prompt was put in. */
  readonly onClose: () => void;
};

/** Chooses a kept prompt for the message that is being written: type, arrows, Enter; then its variables. */
export function ShelfPicker({ draftKey, onClose }: ShelfPickerProps) {
  const app = useApp();
  const [chosen, setChosen] = useState<ShelfPrompt | null>(null);
  const put = async (prompt: ShelfPrompt, variables: Readonly<Record<string, string>>): Promise<void> => {
    await putIntoDraft(app, prompt, { key: draftKey, variables });
    app.announce(t('shelf.inserted', { title: prompt.title }));
    onClose();
  };
  const choose = (prompt: ShelfPrompt): void => {
    if (hasVariables(prompt.text)) setChosen(prompt);
    else app.attempt(put(prompt, {}));
  };
  if (chosen === null) return <Choosing onChoose={choose} onClose={onClose} />;
  return <FillDialog prompt={chosen} onFilled={(variables) => app.attempt(put(chosen, variables))} onClose={onClose} />;
}

type ChoosingProps = { readonly onChoose: (prompt: ShelfPrompt) => void; readonly onClose: () => void };

function Choosing({ onChoose, onClose }: ChoosingProps) {
  const id = useId();
  const prompts = useShelf() ?? [];
  const [query, setQuery] = useState('');
  const [wanted, setWanted] = useState(0);
  const found = matchingShelf(prompts, { query, tag: null });
  const selected = Math.min(wanted, found.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    const prompt = found[selected];
    if (step !== undefined) setWanted(Math.max(0, Math.min(found.length - 1, selected + step)));
    else if (event.key === 'Enter' && prompt !== undefined) onChoose(prompt);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t('shelf.picker')} onClose={onClose} width="broad" position="top">
      <div className={styles.search}>
        <Icon name="search" size={17} />
        <input
          className={styles.input}
          value={query}
          autoFocus
          maxLength={1000}
          dir="auto"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={selected < 0 ? undefined : `${id}-list-${selected}`}
          aria-label={t('shelf.search')}
          placeholder={t('shelf.search')}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value);
            setWanted(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ShelfList id={`${id}-list`} prompts={found} selected={selected} onHover={setWanted} onChoose={onChoose} />
      {found.length > 0 ? null : (
        <p role="status" className={styles.none}>
          {t(prompts.length === 0 ? 'shelf.picker-empty' : 'shelf.nothing')}
        </p>
      )}
    </Dialog>
  );
}
