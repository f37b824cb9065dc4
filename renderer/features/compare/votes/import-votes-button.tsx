import { useRef, useState } from 'react';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { VotesImported } from '../../../../main/contract/votes.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { AppServices } from '../../../state/app-services.ts';
import { offerFiles } from '../../../state/exchange/offer-files.ts';
import { Button } from '../../../ui/button.tsx';
import { importedWords } from './imported-words.ts';

type ImportVotesButtonProps = {
  /** Null when an import begins. */
  readonly onFailure: (error: AppErrorData | null) => void;
};

/** Takes votes out of a file that this app wrote. */
export function ImportVotesButton({ onFailure }: ImportVotesButtonProps) {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const run = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setName(file.name);
    onFailure(null);
    try {
      app.toasts.show(importedWords(await importFile(app, file)));
    } catch (error) {
      onFailure(toAppError(error));
    } finally {
      setName(null);
    }
  };
  return (
    <>
      <Button size="small" icon="import" disabled={name !== null} onClick={() => input.current?.click()}>
        {name === null ? t('votes.import') : t('votes.importing', { name })}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.jsonl,.txt"
        aria-label={t('votes.import')}
        onChange={({ target }) => {
          void run(target.files?.[0]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}

async function importFile({ client }: AppServices, file: File): Promise<VotesImported> {
  const never = { signal: new AbortController().signal, onProgress: () => undefined };
  const [offered] = await offerFiles(client, [file], never);
  if (offered === undefined) throw new Error('a file that was not offered');
  return await client.votes.importFile.mutate({ file: offered });
}
