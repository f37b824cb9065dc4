import type { ComparisonLine } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';

export type HistoryCommands = {
  readonly rename: (line: ComparisonLine, title: string) => void;
  /** Offers to bring it back. */
  readonly remove: (line: ComparisonLine) => void;
};

export function useHistoryCommands(): HistoryCommands {
  const app = useApp();
  const { compare } = app.client;
  return {
    rename(line, title) {
      const trimmed = title.trim();
      if (trimmed === '' || trimmed === line.title) return;
      app.attempt(compare.change.mutate({ comparisonId: line.id, title: trimmed }));
    },
    remove({ id, title }) {
      const undo = (): void => app.attempt(compare.restore.mutate({ comparisonId: id }));
      app.attempt(
        compare.remove.mutate({ comparisonId: id }).then(() => {
          app.toasts.show(t('compare-history.deleted', { title }), { action: { label: t('ui.undo'), run: undo } });
        }),
      );
    },
  };
}
