import { useRef, useState } from 'react';
import {
  shelfDivisionSchema,
  type ShelfCandidate,
  type ShelfDivision,
  type ShelfFilePreview,
} from '../../../../main/contract/prompt-shelf.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { toBase64 } from '../../../state/chat/attach-files.ts';
import { tagsFrom } from '../../../state/shelf/matching-shelf.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './shelf-pane.module.css';

type Chosen = { readonly name: string; readonly base64: string; readonly preview: ShelfFilePreview };

/** Prompts out of a file: looked at first, then taken. */
export function ShelfImportDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [tags, setTags] = useState('');
  const [error, setError] = useState<AppErrorData | null>(null);
  const look = async (name: string, base64: string, division: ShelfDivision | null): Promise<void> => {
    const preview = await app.client.shelf.previewImport.mutate({ name, base64, division });
    setChosen({ name, base64, preview });
  };
  const attempt = (work: Promise<void>): void => {
    setError(null);
    work.catch((failure: unknown) => setError(toAppError(failure)));
  };
  const take = async ({ name, base64, preview }: Chosen): Promise<void> => {
    const { division } = preview;
    const { added } = await app.client.shelf.runImport.mutate({ name, base64, division, tags: [...tagsFrom(tags)] });
    app.toasts.show(t('shelf.imported', { count: added }));
    onClose();
  };
  const fresh = chosen === null ? 0 : chosen.preview.count - chosen.preview.known;
  const words = fresh === 0 ? t('shelf.import-none') : t('shelf.import-go', { count: fresh });
  return (
    <Dialog
      title={t('shelf.import-title')}
      width="wide"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          {chosen === null ? null : (
            <Button variant="primary" disabled={fresh === 0} onClick={() => attempt(take(chosen))}>
              {words}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.importing}>
        <p className={styles.quiet}>{t('shelf.import-why')}</p>
        <FileButton onFile={(name, base64) => attempt(look(name, base64, null))} />
        {error === null ? null : <ErrorPanel error={error} />}
        {chosen === null ? null : (
          <Found chosen={chosen} onDivide={(division) => attempt(look(chosen.name, chosen.base64, division))} />
        )}
        {chosen === null ? null : (
          <TextField
            label={t('shelf.import-tags')}
            hint={t('shelf.tags-hint')}
            value={tags}
            onChange={(event) => setTags(event.target.value)}
          />
        )}
      </div>
    </Dialog>
  );
}

function FileButton({ onFile }: { readonly onFile: (name: string, base64: string) => void }) {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File): Promise<void> => {
    onFile(file.name, toBase64(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <div>
      <Button icon="text-file" onClick={() => input.current?.click()}>
        {t('shelf.import-choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".txt,.md,.csv,.tsv,.json,.jsonl,.ndjson"
        aria-label={t('shelf.import-choose')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) app.attempt(read(file));
        }}
      />
    </div>
  );
}

type FoundProps = { readonly chosen: Chosen; readonly onDivide: (division: ShelfDivision) => void };

function Found({ chosen: { name, preview }, onDivide }: FoundProps) {
  const { count, known, division, prompts } = preview;
  const more = count - prompts.length;
  return (
    <>
      <p role="status">
        {t('shelf.import-found', { count, name })}
        {known === 0 ? null : ` ${t('shelf.import-known', { count: known })}`}
      </p>
      {division === null ? null : (
        <div className={styles.division}>
          <span aria-hidden="true">{t('shelf.import-division')}</span>
          <SelectField
            label={t('shelf.import-division')}
            value={division}
            options={shelfDivisionSchema.options.map((value) => ({ value, label: t(`shelf.division-${value}`) }))}
            onChange={onDivide}
          />
        </div>
      )}
      <ul className={styles.candidates} aria-label={t('shelf.title')}>
        {prompts.map(candidateElement)}
        {more > 0 ? <li className={styles.quiet}>{t('shelf.import-more', { count: more })}</li> : null}
      </ul>
    </>
  );
}

function candidateElement({ text, tags }: ShelfCandidate, place: number) {
  return (
    <li key={place} dir="auto">
      {text.slice(0, 300)}
      {tags.length === 0 ? null : <span className={styles.quiet}> {tags.join(' · ')}</span>}
    </li>
  );
}
