import type { ModelImport } from '../../../main/contract/models.ts';
import { ImportProgress } from './import-progress.tsx';
import { RefusedFile } from './refused-file.tsx';
import type { Imports } from './use-imports.ts';

type ImportListProps = { readonly running: readonly ModelImport[]; readonly imports: Imports };

/** Files being checked, and files that were refused. */
export function ImportList({ running, imports }: ImportListProps) {
  return (
    <>
      {running.map((one) => (
        <ImportProgress key={one.path} running={one} onCancel={() => imports.cancel(one.path)} />
      ))}
      {imports.refusals.map((refusal) => (
        <RefusedFile
          key={refusal.path}
          refusal={refusal}
          onRetry={() => imports.bring(refusal.path)}
          onDismiss={() => imports.dismiss(refusal.path)}
        />
      ))}
    </>
  );
}
