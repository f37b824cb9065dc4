import { useState } from 'react';
import type { Column, Comparison } from '../../../../main/contract/compare.ts';
import { columnLimits, type ContestantSetup } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ColumnRow } from './column-row.tsx';
import { ComparisonOptions, type OptionChange } from './comparison-options.tsx';
import { EditedContestant, type EditedColumn } from './edited-contestant.tsx';
import { NextPlan } from './next-plan.tsx';
import { useColumnCommands } from './use-column-commands.ts';
import styles from './line-up-dialog.module.css';

type LineUpDialogProps = { readonly comparison: Comparison; readonly onClose: () => void };

/** The contestants of a comparison under way, how it is judged, and how its next prompt would run. */
export function LineUpDialog({ comparison, onClose }: LineUpDialogProps) {
  const [edited, setEdited] = useState<EditedColumn | null>(null);
  const commands = useColumnCommands(comparison.id);
  const { columns, isVeiled } = comparison;
  return (
    <Dialog
      title={t('compare-setup.line-up')}
      width="wide"
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('compare-setup.form-done')}</Button>}
    >
      <div className={styles.body}>
        {isVeiled ? (
          <p className={styles.note}>{t('compare-setup.line-up-hidden')}</p>
        ) : (
          <Columns
            columns={columns}
            onChange={(column, place) => setEdited({ kind: 'swap', column, number: place + 1 })}
            onAdd={(setup) => setEdited({ kind: 'add', setup })}
            onMove={commands.move}
            onRemove={commands.remove}
          />
        )}
        <Options comparison={comparison} />
        {isVeiled ? null : <NextPlan comparison={comparison} />}
      </div>
      {edited === null ? null : (
        <EditedContestant comparison={comparison} edited={edited} onClose={() => setEdited(null)} />
      )}
    </Dialog>
  );
}

/** Shown as asked for at once; taken back when it could not be done. */
function Options({ comparison }: Pick<LineUpDialogProps, 'comparison'>) {
  const commands = useColumnCommands(comparison.id);
  const [asked, setAsked] = useState<OptionChange>({});
  const { mode, timing, revealsAfterVote } = { ...comparison, ...asked };
  const change = async (wanted: OptionChange): Promise<void> => {
    setAsked((before) => ({ ...before, ...wanted }));
    if (!(await commands.change(wanted))) setAsked({});
  };
  return <ComparisonOptions {...{ mode, timing, revealsAfterVote }} onChange={(wanted) => void change(wanted)} />;
}

type ColumnsProps = {
  readonly columns: readonly Column[];
  readonly onChange: (column: Column, place: number) => void;
  readonly onAdd: (setup: ContestantSetup) => void;
  readonly onMove: (columnId: Column['id'], to: number) => void;
  readonly onRemove: (columnId: Column['id']) => void;
};

function Columns({ columns, onChange, onAdd, onMove, onRemove }: ColumnsProps) {
  const isFull = columns.length >= columnLimits.most;
  const last = columns.at(-1);
  return (
    <>
      <ol className={styles.rows} aria-label={t('compare-setup.contestants')}>
        {columns.map((column, place) => (
          <ColumnRow
            key={column.id}
            column={column}
            place={place}
            count={columns.length}
            onChange={() => onChange(column, place)}
            onDuplicate={() => onAdd(column.contestant.setup)}
            onMove={(to) => onMove(column.id, to)}
            onRemove={() => onRemove(column.id)}
          />
        ))}
      </ol>
      {last === undefined ? null : (
        <div className={styles.add}>
          <Button icon="plus" disabled={isFull} onClick={() => onAdd(last.contestant.setup)}>
            {t('compare-setup.add')}
          </Button>
          {isFull ? <span className={styles.note}>{t('compare-setup.add-most')}</span> : null}
        </div>
      )}
    </>
  );
}
