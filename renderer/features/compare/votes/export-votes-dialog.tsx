import { useState } from 'react';
import { voteExportFormatSchema, type ExportVotesInput } from '../../../../main/contract/votes.ts';
import { t, type PlainWordKey } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { AppServices } from '../../../state/app-services.ts';
import { fetchExport } from '../../../state/exchange/fetch-export.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { exportedWords } from './imported-words.ts';
import { TagSelect } from './vote-filter-bar.tsx';
import styles from './votes.module.css';

type Format = ExportVotesInput['format'];
const formats: Readonly<Record<Format, { readonly name: PlainWordKey; readonly why: PlainWordKey }>> = {
  csv: { name: 'votes.format-csv', why: 'votes.format-csv-why' },
  'dpo-jsonl': { name: 'votes.format-dpo', why: 'votes.format-dpo-why' },
  'kto-jsonl': { name: 'votes.format-kto', why: 'votes.format-kto-why' },
};

type ExportVotesDialogProps = {
  readonly tags: readonly string[];
  /** What the list is narrowed to. */
  readonly tag: string | null;
  readonly onClose: () => void;
};

/** Votes as a table or as training data. */
export function ExportVotesDialog({ tags, tag, onClose }: ExportVotesDialogProps) {
  const app = useApp();
  const [input, setInput] = useState<ExportVotesInput>({ format: 'csv', tag, onlyBlind: false });
  const start = (): void => {
    app.attempt(exportVotes(app, input));
    onClose();
  };
  return (
    <Dialog
      title={t('votes.export-title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('voting.cancel')}</Button>
          <Button variant="primary" onClick={start}>
            {t('votes.export-start')}
          </Button>
        </>
      }
    >
      <fieldset className={styles.formats}>
        <legend className={styles.legend}>{t('votes.format')}</legend>
        {voteExportFormatSchema.options.map((format) => (
          <label key={format} className={styles.format}>
            <input
              type="radio"
              name="votes-format"
              checked={input.format === format}
              onChange={() => setInput({ ...input, format })}
            />
            <span>
              {t(formats[format].name)}
              <span className={styles.why}>{t(formats[format].why)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.choices}>
        {tags.length === 0 ? null : (
          <TagSelect
            label={t('votes.export-tag')}
            tags={tags}
            tag={input.tag}
            onChange={(chosen) => setInput({ ...input, tag: chosen })}
          />
        )}
        <label className={styles.blind}>
          <Checkbox state={input.onlyBlind} onChange={(onlyBlind) => setInput({ ...input, onlyBlind })} />
          {t('votes.export-blind')}
        </label>
      </div>
    </Dialog>
  );
}

/** In a browser the finished file is fetched and saved as a download. */
async function exportVotes({ client, toasts }: AppServices, input: ExportVotesInput): Promise<void> {
  const exported = await client.votes.export.mutate(input);
  if (exported === null) return;
  const { exportId, fileName } = exported;
  if (exportId !== null) {
    const never = { signal: new AbortController().signal, onProgress: () => undefined };
    await fetchExport(client, { exportId, fileName }, never);
  }
  toasts.show(exportedWords(exported));
}
