import type { Download, DownloadFile } from '../../../main/contract/downloads.ts';
import { fileName } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import styles from './download-row.module.css';

/** The parts of a split model, each with its own progress. */
export function DownloadFiles({ download }: { readonly download: Download }) {
  return (
    <details className={styles.files}>
      <summary>{t('downloads.files', { count: download.files.length })}</summary>
      <ol>
        {download.files.map((file) => (
          <li key={file.path} className={styles.file}>
            <span title={file.path}>{fileName(file.path)}</span>
            <span>{filePhrase(file)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function filePhrase({ sizeBytes, receivedBytes, placedPath }: DownloadFile): string {
  if (placedPath !== null) return t('downloads.file-done');
  if (sizeBytes === null || receivedBytes === 0) return t('downloads.file-waiting');
  return t('downloads.file-progress', { received: receivedBytes, total: sizeBytes });
}
