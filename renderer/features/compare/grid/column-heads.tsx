import type { Comparison } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { ContestantChip, factsOf } from '../contestant/contestant-chip.tsx';
import { columnCount } from './round-row.tsx';
import styles from './column-heads.module.css';

type ColumnHeadsProps = { readonly columns: Comparison['columns'] };

/** Who answers in which column; stays in sight above the answers. */
export function ColumnHeads({ columns }: ColumnHeadsProps) {
  return (
    <ul className={styles.heads} style={columnCount(columns.length)} aria-label={t('compare.columns')}>
      {columns.map(({ id, contestant }) => (
        <li key={id} className={styles.head}>
          <ContestantChip contestant={factsOf(contestant)} layout="head" />
        </li>
      ))}
    </ul>
  );
}
