import { useId, useState } from 'react';
import type { DraftKey } from '../../../main/contract/drafts.ts';
import type { ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { matchingShelf } from '../../state/shelf/matching-shelf.ts';
import { putIntoDraft } from '../../state/shelf/put-into-draft.ts';
import { useShelf } from '../../state/shelf/shelf.ts';
import { Dialog } from '../dialog.tsx';
import { SearchHead } from '../search-head.tsx';
import { useListChoice } from '../use-list-choice.ts';
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
  const found = matchingShelf(prompts, { query, tag: null });
  const { selected, select, onKeyDown } = useListChoice({ items: found, onChoose });
  return (
    <Dialog title={t('shelf.picker')} onClose={onClose} width="broad" position="top">
      <SearchHead
        label={t('shelf.search')}
        value={query}
        onChange={(text) => {
          setQuery(text);
          select(0);
        }}
        listId={`${id}-list`}
        selectedId={selected < 0 ? undefined : `${id}-list-${selected}`}
        onKeyDown={onKeyDown}
      />
      <ShelfList id={`${id}-list`} prompts={found} selected={selected} onHover={select} onChoose={onChoose} />
      {found.length > 0 ? null : (
        <p role="status" className={styles.none}>
          {t(prompts.length === 0 ? 'shelf.picker-empty' : 'shelf.nothing')}
        </p>
      )}
    </Dialog>
  );
}
