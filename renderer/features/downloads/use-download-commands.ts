import { useMemo } from 'react';
import type { Download } from '../../../main/contract/downloads.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { liveValue } from '../../state/stream.ts';
import { downloadName } from './download-words.ts';

export type DownloadCommands = {
  pause(download: Download): void;
  /** Also tries a failed one again. */
  resume(download: Download): void;
  /** Forgets it, with what has arrived; a finished one leaves its file in the library. */
  cancel(download: Download): void;
  /** Forgets it and begins with what the Hub has now. */
  startAnew(download: Download): void;
  /** Steps up (negative) or down. */
  move(download: Download, place: number): void;
  clearDone(): void;
  setLimit(bytesPerSecond: number | null): void;
};

/** What a person can do with the queue. */
export function useDownloadCommands(): DownloadCommands {
  const app = useApp();
  return useMemo(() => {
    const { attempt, announce } = app;
    const { downloads } = app.client;
    const listed = (): readonly Download[] => liveValue(app.downloads.store.get())?.downloads ?? [];
    return {
      pause: ({ id }) => attempt(downloads.pause.mutate({ id })),
      resume: ({ id }) => attempt(downloads.resume.mutate({ id })),
      cancel: (download) => {
        const name = downloadName(download);
        const isDone = download.state.state === 'done';
        const words = isDone ? t('downloads.removed', { name }) : t('downloads.cancelled', { name });
        attempt(downloads.cancel.mutate({ id: download.id }).then(() => announce(words)));
      },
      startAnew: ({ id, repo, files }) => {
        const paths = files.map(({ path }) => path);
        attempt(
          downloads.cancel.mutate({ id }).then(() => downloads.start.mutate({ repo, revision: 'main', files: paths })),
        );
      },
      move: (download, place) => {
        const name = downloadName(download);
        attempt(
          downloads.move
            .mutate({ id: download.id, position: place })
            .then(() => announce(t('downloads.moved', { name, place: place + 1 }))),
        );
      },
      clearDone: () => {
        const done = listed().filter(({ state }) => state.state === 'done');
        attempt(Promise.all(done.map(({ id }) => downloads.cancel.mutate({ id }))));
      },
      setLimit: (bytesPerSecond) => attempt(downloads.setLimit.mutate({ bytesPerSecond })),
    };
  }, [app]);
}
