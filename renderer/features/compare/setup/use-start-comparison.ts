import { useState } from 'react';
import { useApp } from '../../../state/app-context.tsx';
import { comparisonSourceOf } from '../../../state/compare/setup/comparison-source.ts';
import type { LineUp } from '../../../state/compare/setup/line-up.ts';
import { useSetupSession } from '../../../state/compare/setup/setup-hooks.ts';
import type { SetupOptions } from '../../../state/compare/setup/setup-session.ts';
import { claimLooks } from '../../../state/model-colour.ts';

/** Begins the comparison and opens it; what was set up is used up then. */
export function useStartComparison(
  lineUp: LineUp,
  options: SetupOptions,
): { readonly start: () => void; readonly isStarting: boolean } {
  const app = useApp();
  const { lineUps } = useSetupSession();
  const source = comparisonSourceOf(app);
  const [isStarting, setIsStarting] = useState(false);
  const begin = async (): Promise<void> => {
    const setups = lineUp.entrants.map(({ setup }) => setup);
    claimLooks(
      app,
      setups.map(({ modelId }) => modelId),
    );
    const { comparisonId } = await app.client.compare.create.mutate({
      setups,
      ...options,
      conversationId: source.get()?.id ?? null,
      messageId: source.get()?.messageId ?? null,
    });
    source.set(null);
    lineUps.set((all) => new Map([...all].filter(([way]) => way !== lineUp.way)));
    app.wantedFocus.set('composer');
    app.router.navigate({ screen: 'compare', comparisonId });
  };
  return {
    isStarting,
    start() {
      setIsStarting(true);
      app.attempt(begin().finally(() => setIsStarting(false)));
    },
  };
}
