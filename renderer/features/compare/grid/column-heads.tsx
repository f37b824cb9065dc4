import { useCallback, useState } from 'react';
import type { Comparison } from '../../../../main/contract/compare.ts';
import { columnLimits } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { EditedContestant, type EditedColumn } from '../setup/edited-contestant.tsx';
import { useColumnCommands } from '../setup/use-column-commands.ts';
import { ColumnHead } from './column-head.tsx';
import { columnCount } from './round-row.tsx';
import styles from './column-heads.module.css';

/** Who answers in which column; stays in sight above the answers. */
export function ColumnHeads({ comparison }: { readonly comparison: Comparison }) {
  const { columns } = comparison;
  const commands = useColumnCommands(comparison.id);
  const [edited, setEdited] = useState<EditedColumn | null>(null);
  const close = useCallback(() => setEdited(null), []);
  const last = columns.at(-1);
  return (
    <div className={styles.heads}>
      <ul className={styles.row} style={columnCount(columns.length)} aria-label={t('compare.columns')}>
        {columns.map((column, place) => (
          <ColumnHead
            key={column.id}
            column={column}
            place={place}
            count={columns.length}
            commands={commands}
            onEdit={setEdited}
          />
        ))}
      </ul>
      {last === undefined || columns.length >= columnLimits.most ? null : (
        <IconButton
          size="small"
          icon="plus"
          className={styles.add}
          label={t('compare-setup.add')}
          onClick={() => setEdited({ kind: 'add', setup: last.contestant.setup })}
        />
      )}
      {edited === null ? null : <EditedContestant comparison={comparison} edited={edited} onClose={close} />}
    </div>
  );
}
