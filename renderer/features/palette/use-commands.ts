import { useMemo } from 'react';
import { isEnabled } from '../../actions/action-registry.ts';
import type { ActionSection } from '../../actions/action.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import type { AppAction } from '../../state/app-services.ts';
import { useStore } from '../../state/store.ts';
import { matchCommand } from './match-command.ts';

export type Command = { readonly action: AppAction; readonly label: string };

const sectionOrder: readonly ActionSection[] = ['chat', 'compare', 'models', 'go', 'view'];

/** The commands that would do something now and fit the query: by section without one, best first with one. */
export function useCommands(query: string): readonly Command[] {
  const app = useApp();
  const actions = useStore(app.actions.actions);
  return useMemo(() => {
    const rank = ({ action }: Command): number => sectionOrder.indexOf(action.section);
    return actions
      .filter((action) => action.isHiddenInPalette !== true && isEnabled(action, app))
      .map((action) => ({ action, label: t(action.label) }))
      .flatMap((command) => {
        const score = matchCommand(query, command.label);
        return score === null ? [] : [{ command, score }];
      })
      .sort((left, right) => right.score - left.score || rank(left.command) - rank(right.command))
      .map(({ command }) => command);
  }, [actions, app, query]);
}
