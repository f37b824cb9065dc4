import type { Download } from '../../../main/contract/downloads.ts';
import { t } from '../../i18n/translate.ts';
import { DownloadRow } from './download-row.tsx';
import type { DownloadCommands } from './use-download-commands.ts';

type DownloadListProps = { readonly downloads: readonly Download[]; readonly commands: DownloadCommands };

/** The queue in its order. */
export function DownloadList({ downloads, commands }: DownloadListProps) {
  return (
    <ol aria-label={t('downloads.list')}>
      {downloads.map((download, place) => (
        <DownloadRow key={download.id} download={download} place={place} count={downloads.length} commands={commands} />
      ))}
    </ol>
  );
}
