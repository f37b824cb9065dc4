import { useCallback } from 'react';
import type { ComparePlan, Comparison } from '../../../../main/contract/compare.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import { useApp } from '../../app-context.tsx';
import { pause } from '../../pause.ts';
import { planDelayMs, usePlanSurroundings } from '../../runtime/runtime-hooks.ts';
import { useAnswer, type Answer } from '../../use-answer.ts';

type Asked = { readonly setups: readonly ContestantSetup[]; readonly timing: Comparison['timing'] };

/** How a comparison of these would run, asked again when they or the free memory change; columns by their places. */
export function useSetupsPlan(setups: readonly ContestantSetup[], timing: Comparison['timing']): Answer<ComparePlan> {
  const { client } = useApp();
  const surroundings = usePlanSurroundings();
  const question = JSON.stringify({ setups: setups.map(forPlan), timing, surroundings });
  const ask = useCallback(
    async (signal: AbortSignal): Promise<ComparePlan> => {
      await pause(planDelayMs, signal);
      const { setups: asked, timing: wanted } = JSON.parse(question) as Asked;
      return client.compare.planSetups.query({ setups: asked, timing: wanted }, { signal });
    },
    [client, question],
  );
  return useAnswer(ask);
}

/** How the next round of this comparison would run; asked again when `changes` is another word, or the free memory. */
export function useComparisonPlan(comparisonId: Comparison['id'], changes: string): Answer<ComparePlan> {
  const { client } = useApp();
  const surroundings = `${changes} ${usePlanSurroundings()}`;
  const ask = useCallback(
    async (signal: AbortSignal): Promise<ComparePlan> => {
      if (surroundings !== '') await pause(planDelayMs, signal);
      return client.compare.plan.query({ comparisonId }, { signal });
    },
    [client, comparisonId, surroundings],
  );
  return useAnswer(ask);
}

/** What is typed into a system prompt is of no moment to a plan. */
function forPlan(setup: ContestantSetup): ContestantSetup {
  return { ...setup, systemPrompt: '', variables: {} };
}
