import { useMemo } from 'react';
import type { Column, Comparison } from '../../../../main/contract/compare.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import { useApp } from '../../../state/app-context.tsx';
import { claimLooks } from '../../../state/model-colour.ts';
import type { OptionChange } from './comparison-options.tsx';

export type ColumnCommands = {
  readonly add: (setup: ContestantSetup) => void;
  readonly swap: (columnId: Column['id'], setup: ContestantSetup) => void;
  readonly move: (columnId: Column['id'], to: number) => void;
  readonly remove: (columnId: Column['id']) => void;
  /** Resolves to whether it was done. */
  readonly change: (change: OptionChange) => Promise<boolean>;
};

/** What can be done with the contestants of a comparison; a failure is told in a notice. */
export function useColumnCommands(comparisonId: Comparison['id']): ColumnCommands {
  const app = useApp();
  return useMemo(() => {
    const { compare } = app.client;
    return {
      add(setup) {
        claimLooks(app, [setup.modelId]);
        app.attempt(compare.addColumn.mutate({ comparisonId, setup }));
      },
      swap(columnId, setup) {
        claimLooks(app, [setup.modelId]);
        app.attempt(compare.swapColumn.mutate({ columnId, setup }));
      },
      move: (columnId, to) => app.attempt(compare.moveColumn.mutate({ columnId, to })),
      remove: (columnId) => app.attempt(compare.removeColumn.mutate({ columnId })),
      change(change) {
        const done = compare.change.mutate({ comparisonId, ...change });
        app.attempt(done);
        return done.then(
          () => true,
          () => false,
        );
      },
    };
  }, [app, comparisonId]);
}
