import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { ImportEvent, ImportFile, ImportPreview } from '../../../../main/contract/exchange.ts';
import type { ProjectId } from '../../../../main/contract/ids.ts';
import type { Client } from '../../../api/client.ts';
import { toAppError } from '../../../api/to-app-error.ts';

/**
 *   choosing ──files──▶ reading ──▶ ready ──take──▶ taking ──▶ done
 *      ▲ ▲                 └▶ failed ◀────────────────┤
 *      │ └──again── failed, ready                     └──stop──▶ stopped
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

type Work = {
  /** Gives it up; nothing is told any more. */
  readonly signal: AbortSignal;
  readonly onState: (state: Import) => void;
};

/** Looks into files, once the app knows where they are. */
export async function readImport(
  client: Client,
  offer: () => Promise<readonly ImportFile[]>,
  { signal, onState }: Work,
): Promise<void> {
  onState({ status: 'reading', isUploading: false, fraction: null });
  try {
    const files = await offer();
    if (signal.aborted) return;
    const subscription = client.exchange.previewImport.subscribe(
      { files: [...files] },
      {
        onData(event) {
          if (event.type === 'done') onState({ status: 'ready', preview: event.preview });
          else onState({ status: 'reading', isUploading: false, fraction: event.doneBytes / event.totalBytes });
        },
        onError: (failure) => onState({ status: 'failed', error: toAppError(failure) }),
      },
    );
    signal.addEventListener('abort', () => subscription.unsubscribe());
  } catch (failure) {
    onState({ status: 'failed', error: toAppError(failure) });
  }
}

/** Takes what was looked at. @param input.projectId null: as the file says. */
export function takeImport(
  client: Client,
  input: { readonly importId: string; readonly projectId: ProjectId | null },
  { signal, onState }: Work,
): void {
  onState({ status: 'taking', fraction: null });
  const subscription = client.exchange.runImport.subscribe(input, {
    onData(event) {
      if (event.type === 'done') onState({ status: 'done', outcome: event });
      else onState({ status: 'taking', fraction: event.done / event.total });
    },
    onError: (failure) => onState({ status: 'failed', error: toAppError(failure) }),
  });
  signal.addEventListener('abort', () => subscription.unsubscribe());
}
