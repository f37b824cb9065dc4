import type { HubFile } from '../../../../main/contract/hub.ts';
import { fileName, formatBytes } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import styles from './ladder.module.css';

/** What lies beside the models and is none, and what it is for. */
export function OtherFiles({ files }: { readonly files: readonly HubFile[] }) {
  if (files.length === 0) return null;
  return (
    <details className={styles.others}>
      <summary>{t('discover.others', { count: files.length })}</summary>
      <ul>
        {files.map((file) =>
          file.kind === 'model' ? null : (
            <li key={file.path} className={styles.other}>
              <span className={styles['other-name']} title={file.path}>
                {fileName(file.path)}
              </span>
              <span className={styles.size}>{formatBytes(file.sizeBytes)}</span>
              <span className={styles.second}>
                {t(`discover.kind-${file.kind}`)}
                {' · '}
                {t(`discover.kind-${file.kind}-why`)}
              </span>
            </li>
          ),
        )}
      </ul>
    </details>
  );
}
