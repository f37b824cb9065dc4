import { useCallback, useState } from 'react';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import type { Model } from '../../../main/contract/models.ts';
import { isCancelled, toAppError } from '../../api/to-app-error.ts';
import { useApp } from '../../state/app-context.tsx';

/** A file that was refused, until the person puts the notice away. */
export type Refusal = { readonly path: string; readonly error: AppErrorData };

export type Imports = {
  readonly refusals: readonly Refusal[];
  /** Takes the file's refusal away and checks it (again). */
  bring(path: string): void;
  cancel(path: string): void;
  dismiss(path: string): void;
};

/** Bringing files: the calls and the refusals. Progress comes with the models' own events. */
export function useImports(onAdded: (model: Model) => void): Imports {
  const { client, attempt } = useApp();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const dismiss = useCallback(
    (path: string) => setRefusals((all) => all.filter((refusal) => refusal.path !== path)),
    [],
  );
  const bring = useCallback(
    (path: string) => {
      dismiss(path);
      client.models.importFile.mutate({ path }).then(onAdded, (failure: unknown) => {
        const error = toAppError(failure);
        if (!isCancelled(error)) setRefusals((all) => [{ path, error }, ...all.filter((other) => other.path !== path)]);
      });
    },
    [client, dismiss, onAdded],
  );
  const cancel = useCallback((path: string) => attempt(client.models.cancelImport.mutate({ path })), [attempt, client]);
  return { refusals, bring, cancel, dismiss };
}
