import type { Column } from '../../../../main/contract/compare.ts';
import { columnLimits } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { MenuButton } from '../../../ui/menu-button.tsx';
import type { MenuItem } from '../../../ui/menu.tsx';
import { ContestantChip, factsOf } from '../contestant/contestant-chip.tsx';
import type { EditedColumn } from '../setup/edited-contestant.tsx';
import type { ColumnCommands } from '../setup/use-column-commands.ts';
import styles from './column-heads.module.css';

type ColumnHeadProps = {
  readonly column: Column;
  /** Its place, 0 first, of `count`. */
  readonly place: number;
  readonly count: number;
  readonly commands: ColumnCommands;
  readonly onEdit: (edited: EditedColumn) => void;
};

/** Who answers in a column, and what can be done with it. */
export function ColumnHead(props: ColumnHeadProps) {
  const { contestant } = props.column;
  return (
    <li className={styles.head}>
      <ContestantChip contestant={factsOf(contestant)} layout="head" />
      <MenuButton size="small" label={t('compare.column-menu', { name: contestant.name })} items={columnItems(props)} />
    </li>
  );
}

function columnItems({ column, place, count, commands, onEdit }: ColumnHeadProps): readonly MenuItem[] {
  const { setup } = column.contestant;
  const isLeast = count <= columnLimits.least;
  const move = (id: string, label: string, to: number): MenuItem => ({
    id,
    label,
    icon: id === 'left' ? 'chevron-left' : 'chevron-right',
    isDisabled: to < 0 || to >= count,
    onSelect: () => commands.move(column.id, to),
  });
  return [
    {
      id: 'change',
      label: t('compare.change-column'),
      icon: 'settings',
      onSelect: () => onEdit({ kind: 'swap', column, number: place + 1 }),
    },
    {
      id: 'duplicate',
      label: t('compare-setup.duplicate'),
      icon: 'copy',
      isDisabled: count >= columnLimits.most,
      onSelect: () => onEdit({ kind: 'add', setup }),
    },
    move('left', t('compare.move-left'), place - 1),
    move('right', t('compare.move-right'), place + 1),
    {
      id: 'remove',
      label: t('compare-setup.remove'),
      icon: 'close',
      startsGroup: true,
      isDisabled: isLeast,
      ...(isLeast ? { detail: t('compare-setup.remove-least') } : {}),
      onSelect: () => commands.remove(column.id),
    },
  ];
}
