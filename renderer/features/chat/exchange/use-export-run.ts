import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { Exported, ExportInput } from '../../../../main/contract/exchange.ts';
import { toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { fetchExport } from '../../../state/exchange/fetch-export.ts';

/**
 *   idle ──start──▶ running ──▶ (the dialog closes)
 *    ▲                 ├──stop, or the save dialog is left──▶ idle
 *    └──start── failed ◀┘
 */
type ExportRun =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly isFetching: boolean; readonly done: number; readonly total: number }
  | { readonly status: 'failed'; readonly error: AppErrorData };

/** Writes an export; in a browser its pieces are fetched and saved as a download. Leaving the dialog gives it up. */
export function useExportRun(onDone: () => void): {
  readonly run: ExportRun;
  readonly start: (input: ExportInput) => void;
  readonly stop: () => void;
} {
  const app = useApp();
  const [run, setRun] = useState<ExportRun>({ status: 'idle' });
  const controller = useRef<AbortController | null>(null);

  const finish = useCallback(
    async (exported: Exported, signal: AbortSignal): Promise<void> => {
      const { exportId, sizeBytes, fileName } = exported;
      if (exportId !== null) {
        const onProgress = (done: number): void =>
          setRun({ status: 'running', isFetching: true, done, total: sizeBytes });
        await fetchExport(app.client, { ...exported, exportId }, { signal, onProgress });
      }
      if (signal.aborted) return;
      app.toasts.show(t('export.done', { name: fileName, size: sizeBytes }));
      onDone();
    },
    [app, onDone],
  );
  const start = useCallback(
    (input: ExportInput) => {
      controller.current?.abort();
      const { signal } = (controller.current = new AbortController());
      const fail = (failure: unknown): void => {
        if (!signal.aborted) setRun({ status: 'failed', error: toAppError(failure) });
      };
      setRun({ status: 'running', isFetching: false, done: 0, total: 0 });
      const subscription = app.client.exchange.export.subscribe(input, {
        onData(event) {
          if (event.type === 'cancelled') setRun({ status: 'idle' });
          else if (event.type === 'done') finish(event.exported, signal).catch(fail);
          else setRun({ status: 'running', isFetching: false, done: event.done, total: event.total });
        },
        onError: fail,
      });
      signal.addEventListener('abort', () => subscription.unsubscribe());
    },
    [app, finish],
  );
  const stop = useCallback(() => {
    controller.current?.abort();
    setRun({ status: 'idle' });
  }, []);
  useEffect(() => () => controller.current?.abort(), []);
  return { run, start, stop };
}
