import type { Comparison } from '../../../../main/contract/compare.ts';
import { useComparisonPlan } from '../../../state/compare/setup/plan-hooks.ts';
import { PlanPanel } from './plan-panel.tsx';

/** How the next prompt of a comparison under way would run. */
export function NextPlan({ comparison: { id, columns, timing } }: { readonly comparison: Comparison }) {
  const answer = useComparisonPlan(id, `${timing} ${columns.map((column) => column.id).join(' ')}`);
  const named = columns.map(({ id: columnId, contestant }) => ({
    id: columnId,
    name: contestant.name,
    modelId: contestant.setup.modelId,
  }));
  return <PlanPanel answer={answer} columns={named} />;
}
