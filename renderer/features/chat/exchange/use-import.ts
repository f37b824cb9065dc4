import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { ImportEvent, ImportFile, ImportPreview } from '../../../../main/contract/exchange.ts';
import type { ProjectId } from '../../../../main/contract/ids.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import type { Client } from '../../../api/client.ts';
import { useApp } from '../../../state/app-context.tsx';
import { offerFiles } from './offer-files.ts';

/**
 *   choosing ──files──▶ reading ──▶ ready ──take──▶ taking ──▶ done
 *      ▲ ▲                 └▶ failed ◀────────────────┤
 *      │ └──again── failed, ready, done               └──stop──▶ stopped
 *      └──again── stopped
 */
export type Import =
  | { readonly status: 'choosing' }
  | { readonly status: 'reading'; readonly isUploading: boolean; readonly fraction: number | null }
  | { readonly status: 'ready'; readonly preview: ImportPreview }
  | { readonly status: 'taking'; readonly fraction: number | null }
  | { readonly status: 'done'; readonly outcome: Extract<ImportEvent, { type: 'done' }> }
  | { readonly status: 'stopped' }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export type ImportCommands = {
  readonly read: (files: readonly File[]) => void;
  readonly readPaths: (paths: readonly string[]) => void;
  readonly take: (projectId: ProjectId | null) => void;
  readonly stop: () => void;
  readonly again: () => void;
};

const choosing = { status: 'choosing' } as const;

/** An import from the choice of files to its end. Leaving the dialog gives up what is under way. */
export function useImport(): { readonly state: Import; readonly commands: ImportCommands } {
  const { client } = useApp();
  const [state, setState] = useState<Import>(choosing);
  const work = useRef(new AbortController());
  const importId = useRef<string | null>(null);

  /** What was under way is given up, and what was uploaded for it goes. */
  const begin = useCallback((): AbortSignal => {
    work.current.abort();
    work.current = new AbortController();
    discard(client, importId.current);
    importId.current = null;
    return work.current.signal;
  }, [client]);

  const look = useCallback(
    (offer: (signal: AbortSignal) => Promise<readonly ImportFile[]>) => {
      const signal = begin();
      const show = (next: Import): void => {
        if (!signal.aborted) setState(next);
      };
      const fail = (failure: unknown): void => show({ status: 'failed', error: toAppError(failure) });
      show({ status: 'reading', isUploading: false, fraction: null });
      offer(signal).then((files) => {
        if (signal.aborted || files.length === 0) return;
        const subscription = client.exchange.previewImport.subscribe(
          { files: [...files] },
          {
            onData(event) {
              if (event.type === 'done') {
                importId.current = event.preview.importId;
                show({ status: 'ready', preview: event.preview });
              } else show({ status: 'reading', isUploading: false, fraction: event.doneBytes / event.totalBytes });
            },
            onError: fail,
          },
        );
        signal.addEventListener('abort', () => subscription.unsubscribe());
      }, fail);
    },
    [begin, client],
  );

  const read = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) return;
      const onProgress = (fraction: number): void => setState({ status: 'reading', isUploading: true, fraction });
      look((signal) => offerFiles(client, files, { signal, onProgress }));
    },
    [client, look],
  );
  const readPaths = useCallback(
    (paths: readonly string[]) => {
      if (paths.length > 0) look(() => Promise.resolve(paths.map((path) => ({ kind: 'path', path }) as const)));
    },
    [look],
  );
  const take = useCallback(
    (projectId: ProjectId | null) => {
      const id = importId.current;
      if (id === null) return;
      const { signal } = work.current;
      setState({ status: 'taking', fraction: null });
      const subscription = client.exchange.runImport.subscribe(
        { importId: id, projectId },
        {
          onData(event) {
            if (event.type === 'progress') setState({ status: 'taking', fraction: event.done / event.total });
            else setState({ status: 'done', outcome: event });
          },
          onError: (failure) => !signal.aborted && setState({ status: 'failed', error: toAppError(failure) }),
        },
      );
      signal.addEventListener('abort', () => subscription.unsubscribe());
    },
    [client],
  );
  const stop = useCallback(() => {
    begin();
    setState((before) => (before.status === 'taking' ? { status: 'stopped' } : choosing));
  }, [begin]);
  const again = useCallback(() => {
    begin();
    setState(choosing);
  }, [begin]);
  useEffect(
    () => () => {
      begin();
    },
    [begin],
  );
  return { state, commands: { read, readPaths, take, stop, again } };
}

/** The next start removes what could not be told. */
function discard(client: Client, importId: string | null): void {
  if (importId !== null) client.exchange.discardImport.mutate({ importId }).catch(() => undefined);
}
