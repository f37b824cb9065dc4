import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportFile } from '../../../../main/contract/exchange.ts';
import type { ProjectId } from '../../../../main/contract/ids.ts';
import { useApp } from '../../../state/app-context.tsx';
import { offerFiles } from '../../../state/exchange/offer-files.ts';
import { readImport, takeImport, type Import } from './run-import.ts';

export type ImportCommands = {
  readonly read: (files: readonly File[]) => void;
  readonly readPaths: (paths: readonly string[]) => void;
  readonly take: (projectId: ProjectId | null) => void;
  /** Gives up what is under way. */
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
  const begin = useCallback(() => {
    work.current.abort();
    const { signal } = (work.current = new AbortController());
    const before = importId.current;
    importId.current = null;
    // The next start removes what could not be told.
    if (before !== null) client.exchange.discardImport.mutate({ importId: before }).catch(() => undefined);
    const onState = (next: Import): void => {
      if (signal.aborted) return;
      if (next.status === 'ready') importId.current = next.preview.importId;
      setState(next);
    };
    return { signal, onState };
  }, [client]);
  useEffect(() => () => void begin(), [begin]);

  const read = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) return;
      const { signal, onState } = begin();
      const onProgress = (fraction: number): void => onState({ status: 'reading', isUploading: true, fraction });
      const offer = (): Promise<readonly ImportFile[]> => offerFiles(client, files, { signal, onProgress });
      void readImport(client, offer, { signal, onState });
    },
    [begin, client],
  );
  const readPaths = useCallback(
    (paths: readonly string[]) => {
      if (paths.length === 0) return;
      const files = paths.map((path) => ({ kind: 'path', path }) as const);
      void readImport(client, () => Promise.resolve(files), begin());
    },
    [begin, client],
  );
  const take = useCallback(
    (projectId: ProjectId | null) => {
      const id = importId.current;
      const { signal } = work.current;
      const onState = (next: Import): void => void (signal.aborted ? null : setState(next));
      if (id !== null) takeImport(client, { importId: id, projectId }, { signal, onState });
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
  return { state, commands: { read, readPaths, take, stop, again } };
}
