import type { Column } from '../../../../main/contract/compare.ts';
import { columnLimits } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { ContestantChip, factsOf } from '../contestant/contestant-chip.tsx';
import styles from './line-up-dialog.module.css';

type ColumnRowProps = {
  readonly column: Column;
  /** Its place, 0 first, of `count`. */
  readonly place: number;
  readonly count: number;
  readonly onChange: () => void;
  readonly onDuplicate: () => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
};

/** One contestant of a comparison under way. */
export function ColumnRow({ column, place, count, onChange, onDuplicate, onMove, onRemove }: ColumnRowProps) {
  const number = place + 1;
  const isLeast = count <= columnLimits.least;
  return (
    <li className={styles.row} aria-label={t('compare-setup.contestant', { number })}>
      <ContestantChip contestant={factsOf(column.contestant)} layout="head" />
      <span className={styles.buttons}>
        <IconButton
          size="small"
          icon="settings"
          label={t('compare-setup.settings-of', { number })}
          onClick={onChange}
        />
        <MenuButton
          size="small"
          label={t('compare-setup.more-of', { number })}
          items={[
            {
              id: 'duplicate',
              label: t('compare-setup.duplicate'),
              icon: 'copy',
              isDisabled: count >= columnLimits.most,
              onSelect: onDuplicate,
            },
            {
              id: 'up',
              label: t('compare-setup.up'),
              icon: 'arrow-up',
              isDisabled: place === 0,
              onSelect: () => onMove(place - 1),
            },
            {
              id: 'down',
              label: t('compare-setup.down'),
              icon: 'arrow-down',
              isDisabled: place === count - 1,
              onSelect: () => onMove(place + 1),
            },
            {
              id: 'remove',
              label: t('compare-setup.remove'),
              icon: 'close',
              startsGroup: true,
              isDisabled: isLeast,
              ...(isLeast ? { detail: t('compare-setup.remove-least') } : {}),
              onSelect: onRemove,
            },
          ]}
        />
      </span>
    </li>
  );
}
