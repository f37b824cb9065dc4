import { useEffect, useRef, useState } from 'react';
import type { ShelfPrompt } from '../../../../main/contract/prompt-shelf.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { matchingShelf, tagsOfShelf } from '../../../state/shelf/matching-shelf.ts';
import { shelfStreamOf } from '../../../state/shelf/shelf.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ToggleChip } from '../../../ui/toggle-chip.tsx';
import { KeptPrompts } from './kept-prompts.tsx';
import { ShelfEditor } from './shelf-editor.tsx';
import { ShelfImportDialog } from './shelf-import-dialog.tsx';
import styles from './shelf-pane.module.css';

/** `new`: one that is being written and was never saved. */
type Chosen = ShelfPrompt['id'] | 'new' | null;

/** Every kept prompt: find, write, change, copy, delete, import, use. */
export function ShelfPane() {
  const stream = shelfStreamOf(useApp());
  const state = useStore(stream.store);
  if (state.status === 'live') return <Shelf prompts={state.value} />;
  return (
    <div className={styles.waiting}>
      {state.status === 'failed' ? (
        <ErrorPanel error={state.error} onRetry={() => stream.retry()} />
      ) : (
        <div role="status" aria-busy="true" aria-label={t('shelf.loading')}>
          <Skeleton width="100%" height="3rem" />
        </div>
      )}
    </div>
  );
}

function Shelf({ prompts }: { readonly prompts: readonly ShelfPrompt[] }) {
  const [chosen, setChosen] = useState<Chosen>(null);
  const [isImporting, setIsImporting] = useState(false);
  const shelf = useShelfCommands(setChosen);
  const current = prompts.find(({ id }) => id === chosen) ?? null;
  const isWriting = current !== null || chosen === 'new';
  const buttons = (
    <>
      <Button size="small" icon="plus" onClick={() => setChosen('new')}>
        {t('shelf.new')}
      </Button>
      <Button size="small" onClick={() => setIsImporting(true)}>
        {t('shelf.import')}
      </Button>
    </>
  );
  return (
    <div className={styles.pane}>
      {prompts.length === 0 && !isWriting ? (
        <EmptyState className={styles.empty} title={t('shelf.empty-title')} actions={buttons}>
          {t('shelf.empty-why', { variables: '{{variables}}' })}
        </EmptyState>
      ) : (
        <>
          <Side prompts={prompts} chosenId={current?.id ?? null} onChoose={setChosen} buttons={buttons} />
          {isWriting ? (
            <ShelfEditor
              key={current?.id ?? 'new'}
              prompt={current}
              onSaved={setChosen}
              onClose={() => setChosen(null)}
              onDuplicate={shelf.duplicate}
              onRemove={shelf.remove}
            />
          ) : (
            <p className={styles.pick}>{t('shelf.pick')}</p>
          )}
        </>
      )}
      {isImporting ? <ShelfImportDialog onClose={() => setIsImporting(false)} /> : null}
    </div>
  );
}

function useShelfCommands(choose: (chosen: Chosen) => void) {
  const app = useApp();
  const { client } = app;
  const duplicate = async ({ title, text, tags }: ShelfPrompt): Promise<void> => {
    const { id } = await client.shelf.save.mutate({ id: null, title, text, tags, attachmentIds: [] });
    choose(id);
  };
  const remove = async ({ id, title }: ShelfPrompt): Promise<void> => {
    await client.shelf.remove.mutate({ id });
    choose(null);
    const undo = (): void => app.attempt(client.shelf.restore.mutate({ id }).then(() => choose(id)));
    app.toasts.show(t('shelf.deleted', { title }), { action: { label: t('ui.undo'), run: undo } });
  };
  return {
    duplicate: (prompt: ShelfPrompt): void => app.attempt(duplicate(prompt)),
    remove: (prompt: ShelfPrompt): void => app.attempt(remove(prompt)),
  };
}

type SideProps = {
  readonly prompts: readonly ShelfPrompt[];
  readonly chosenId: ShelfPrompt['id'] | null;
  readonly onChoose: (id: ShelfPrompt['id']) => void;
  readonly buttons: React.ReactNode;
};

function Side({ prompts, chosenId, onChoose, buttons }: SideProps) {
  const [query, setQuery] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const tags = tagsOfShelf(prompts);
  const wanted = tag !== null && tags.includes(tag) ? tag : null;
  useEffect(() => {
    if (document.activeElement === document.body) search.current?.focus();
  }, []);
  return (
    <div className={styles.side}>
      <div className={styles.buttons}>{buttons}</div>
      <TextField
        ref={search}
        isLabelHidden
        type="search"
        icon="search"
        label={t('shelf.search')}
        placeholder={t('shelf.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {tags.length === 0 ? null : (
        <div role="group" aria-label={t('shelf.tags-filter')} className={styles.tags}>
          {tags.slice(0, 12).map((known) => (
            <ToggleChip key={known} isOn={known === wanted} onChange={(isOn) => setTag(isOn ? known : null)}>
              {known}
            </ToggleChip>
          ))}
        </div>
      )}
      {prompts.length === 0 ? null : (
        <KeptPrompts prompts={matchingShelf(prompts, { query, tag: wanted })} chosenId={chosenId} onChoose={onChoose} />
      )}
    </div>
  );
}
