import { useEffect, useRef } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useFileDrop } from './use-file-drop.ts';
import type { ImportCommands } from './use-import.ts';
import styles from './exchange.module.css';

const sources = ['counterweight', 'chatgpt', 'lm-studio'] as const;

/** Which files: dropped, or chosen in the system's dialog. */
export function ImportChoice({ commands }: { readonly commands: ImportCommands }) {
  const { client, attempt } = useApp();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  // React's types do not know it, though every browser does.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);
  const isOver = useFileDrop(commands.read);
  const isDesktop = window.counterweight !== undefined;
  const chooseFiles = (): void => {
    if (isDesktop) attempt(client.exchange.pickImport.mutate().then(({ paths }) => commands.readPaths(paths)));
    else files.current?.click();
  };
  const chooseFolder = (): void => {
    const take = ({ path }: { readonly path: string | null }): void => commands.readPaths(path === null ? [] : [path]);
    if (isDesktop) attempt(client.library.pickFolder.mutate().then(take));
    else folder.current?.click();
  };
  const readFrom = (input: HTMLInputElement): void => commands.read([...(input.files ?? [])]);
  return (
    <>
      <div className={classNames(styles.drop, isOver && styles.over)}>
        <Icon name="import" size={24} />
        <p>{t('import.drop')}</p>
        <div className={styles.buttons}>
          <Button variant="primary" onClick={chooseFiles}>
            {t('import.choose')}
          </Button>
          <Button onClick={chooseFolder}>{t('import.choose-folder')}</Button>
        </div>
        <input
          ref={files}
          type="file"
          hidden
          multiple
          accept=".json,.zip,application/json,application/zip"
          aria-label={t('import.chosen-files')}
          onChange={(event) => readFrom(event.target)}
        />
        <input
          ref={folder}
          type="file"
          hidden
          aria-label={t('import.chosen-folder')}
          onChange={(event) => readFrom(event.target)}
        />
      </div>
      <dl className={styles.sources} aria-label={t('import.from')}>
        {sources.map((source) => (
          <div key={source}>
            <dt>{t(`import.source-${source}`)}</dt>
            <dd>{t(`import.source-${source}-why`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.why}>{t('import.private')}</p>
    </>
  );
}
