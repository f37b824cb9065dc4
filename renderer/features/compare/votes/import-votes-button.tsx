import { useRef, useState } from 'react';
import type { VotesImported } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import type { AppServices } from '../../../state/app-services.ts';
import { offerFiles } from '../../../state/exchange/offer-files.ts';
import { Button } from '../../../ui/button.tsx';
import { importedWords } from './imported-words.ts';

/** Takes votes out of a file that this app wrote. What was wrong with it is told in a notice. */
export function ImportVotesButton() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const run = (file: File | undefined): void => {
    if (file === undefined) return;
    setName(file.name);
    app.attempt(
      importFile(app, file)
        .then((imported) => app.toasts.show(importedWords(imported)))
        .finally(() => setName(null)),
    );
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
          run(target.files?.[0]);
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
