import { t } from '../../i18n/translate.ts';
import { classNames } from '../../ui/class-names.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { modelColumns } from './model-columns.ts';
import { ModelTableHead } from './model-table-head.tsx';
import pageStyles from './library-screen.module.css';
import styles from './model-table.module.css';

const nameWidths = ['58%', '44%', '51%', '38%'];

/** The table's shape while the list is on its way. */
export function ModelTableSkeleton() {
  return (
    <div className={pageStyles.page} aria-busy="true">
      <VisuallyHidden>{t('library.loading')}</VisuallyHidden>
      <Skeleton height="2rem" />
      <div className={styles.table} aria-hidden="true">
        <ModelTableHead />
        {nameWidths.map((width) => (
          <div key={width} className={styles.row}>
            {modelColumns.map(({ id, hides }) => (
              <div key={id} className={classNames(hides && styles[hides])}>
                <Skeleton width={id === 'name' ? width : '100%'} />
              </div>
            ))}
            <div />
          </div>
        ))}
      </div>
    </div>
  );
}
