import { useState } from 'react';
import type { Download } from '../../../main/contract/downloads.ts';
import { repoIdSchema } from '../../../main/contract/hub.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useModelFrom } from '../../state/downloads/download-hooks.ts';
import { downloadFraction } from '../../state/downloads/downloads.ts';
import { importFailuresOf } from '../../state/downloads/import-failures.ts';
import { useModels } from '../../state/hooks.ts';
import { formatRoute } from '../../state/route.ts';
import { useStore } from '../../state/store.ts';
import { liveValue } from '../../state/stream.ts';
import { useNow } from '../../state/use-now.ts';
import { classNames } from '../../ui/class-names.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { DownloadControls } from './download-controls.tsx';
import { DownloadFiles } from './download-files.tsx';
import { DownloadTrouble } from './download-trouble.tsx';
import { downloadName, downloadPhrase } from './download-words.ts';
import type { DownloadCommands } from './use-download-commands.ts';
import styles from './download-row.module.css';

export type DownloadRowProps = {
  readonly download: Download;
  /** In the queue, from 0. */
  readonly place: number;
  readonly count: number;
  readonly commands: DownloadCommands;
};

/** One download: what it is, what it is doing, and what a person can do about it. */
export function DownloadRow({ download, place, count, commands }: DownloadRowProps) {
  const [isAsking, setIsAsking] = useState(false);
  const name = downloadName(download);
  const { state } = download;
  const hasProgress = state.state !== 'done' && state.state !== 'failed';
  const isDone = state.state === 'done';
  const cancel = () => {
    if (isDone || download.receivedBytes === 0) commands.cancel(download);
    else setIsAsking(true);
  };
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.head}>
        <div className={styles.what}>
          <p className={styles.name} title={download.files[0]?.path}>
            {isDone ? <Icon name="done" size={14} className={styles.good} /> : null}
            <span>{name}</span>
          </p>
          <RepoLink repo={download.repo} />
        </div>
        <DownloadControls download={download} place={place} count={count} commands={commands} onCancel={cancel} />
      </div>
      {hasProgress ? <Progress download={download} name={name} /> : null}
      <Phrase download={download} />
      <DownloadTrouble download={download} commands={commands} onRemove={cancel} />
      <ImportTrouble download={download} />
      {download.files.length > 1 ? <DownloadFiles download={download} /> : null}
      {isAsking ? (
        <CancelDialog
          download={download}
          onClose={() => setIsAsking(false)}
          onCancel={() => {
            setIsAsking(false);
            commands.cancel(download);
          }}
        />
      ) : null}
    </li>
  );
}

function RepoLink({ repo }: { readonly repo: string }) {
  const parsed = repoIdSchema.safeParse(repo);
  if (!parsed.success) return <span className={styles.repo}>{repo}</span>;
  return (
    <a className={styles.repo} href={formatRoute({ screen: 'discover', repo: parsed.data })}>
      {repo}
    </a>
  );
}

function Progress({ download, name }: { readonly download: Download; readonly name: string }) {
  const { state } = download.state;
  const fraction = downloadFraction(download);
  const isStill = state === 'paused' || state === 'queued' || state.startsWith('waiting');
  return (
    <ProgressBar
      label={t('downloads.progress-name', { name })}
      fraction={fraction ?? (isStill ? 0 : null)}
      className={classNames(styles.bar, isStill && styles.still)}
    />
  );
}

function Phrase({ download }: { readonly download: Download }) {
  const nowMs = useNow(1_000);
  const imports = liveValue(useModels())?.imports ?? [];
  const isTrying = download.files.some(({ placedPath }) => imports.some(({ path }) => path === placedPath));
  const isTried = isTrying && download.state.state === 'done';
  return (
    <p className={styles.phrase}>
      {isTried
        ? t('downloads.done-importing', { total: download.totalBytes ?? download.receivedBytes })
        : downloadPhrase(download, nowMs)}
    </p>
  );
}

/** The file is whole, yet the library did not take it. */
function ImportTrouble({ download }: { readonly download: Download }) {
  const error = useStore(importFailuresOf(useApp()), (failures) => failures.get(download.id));
  const model = useModelFrom(download.repo, download.files[0]?.path ?? '');
  return error === undefined || model !== null ? null : <ErrorPanel error={error} />;
}
