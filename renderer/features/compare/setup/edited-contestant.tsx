import type { Column, Comparison } from '../../../../main/contract/compare.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { ContestantDialog } from './contestant-dialog.tsx';
import { useColumnCommands } from './use-column-commands.ts';

/** A contestant being changed, or added with `setup` to begin with. */
export type EditedColumn =
  | { readonly kind: 'swap'; readonly column: Column; readonly number: number }
  | { readonly kind: 'add'; readonly setup: ContestantSetup };

type EditedContestantProps = {
  readonly comparison: Comparison;
  readonly edited: EditedColumn;
  readonly onClose: () => void;
};

/** The form of a contestant of a comparison under way. */
export function EditedContestant({ comparison, edited, onClose }: EditedContestantProps) {
  const commands = useColumnCommands(comparison.id);
  if (edited.kind === 'add') {
    return (
      <ContestantDialog
        title={t('compare-setup.form-add')}
        number={comparison.columns.length + 1}
        setup={edited.setup}
        doneLabel={t('compare-setup.form-add-now')}
        onDone={(setup) => {
          commands.add(setup);
          onClose();
        }}
        onClose={onClose}
      />
    );
  }
  const { column, number } = edited;
  return (
    <ContestantDialog
      title={t('compare-setup.form-change', { name: column.contestant.name })}
      number={number}
      setup={column.contestant.setup}
      note={t('compare-setup.form-change-why')}
      doneLabel={t('compare-setup.form-swap-now')}
      onDone={(setup) => {
        commands.swap(column.id, setup);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
